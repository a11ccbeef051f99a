#pragma once

#include "ui/document/background.h"
#include "ui/document/project.h"
#include "ui/export/animation_renderer.h"

#include <QElapsedTimer>
#include <QObject>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>
#include <QVector>
#include <memory>

namespace ui {

/// What is to be written, and where.
struct ExportOrder {
    Project project; ///< as it was when ordered
    AnimationSettings settings;
    QString output;
    std::optional<double> stillTime; ///< of a single picture
};

/// Files being written, one after another, each by a child process that draws a saved copy of the project: the window
/// stays free, and what goes wrong there does not touch it.
/// Thread: GUI.
class ExportQueue : public QObject {
    Q_OBJECT

public:
    enum class State { Waiting, Writing, Done, Failed, Cancelled };
    struct Job {
        int id = 0;
        ExportOrder order;
        State state = State::Waiting;
        int frame = 0, frames = 0;
        double secondsLeft = -1; ///< negative: not known yet
        QString problem;         ///< of a failed job
        qint64 bytes = 0;        ///< of the finished file
    };

    /// `program` is called as `program render …`.
    explicit ExportQueue(const QString& program, QObject* parent = nullptr);
    ~ExportQueue() override;

    int add(const ExportOrder& order);
    /// Ends it and leaves nothing behind; a job that has ended is taken off the list.
    void cancel(int id);
    const QVector<Job>& jobs() const { return m_jobs; }
    bool isBusy() const;

    /// The arguments after `render` for a saved copy.
    static QStringList arguments(const ExportOrder& order, const QString& copy);
    /// Understands a line of progress: "Drawing  58 %  6 s left  frame 139 of 240".
    static bool readProgress(const QString& line, Job& job);

signals:
    void changed();
    void finished(const QString& output);
    void failed(const QString& output, const QString& problem);

private:
    void startNext();
    void begin(int id, const QString& copy);
    void readErrors();
    void end(int exitCode, QProcess::ExitStatus status);
    Job* job(int id);

    QString m_program;
    QVector<Job> m_jobs;
    QTemporaryDir m_copies;
    std::unique_ptr<QProcess> m_process;
    int m_running = 0, m_ids = 0;
    QString m_lastWords; ///< of the process: the reason when it fails
    Background m_saving;
};

} // namespace ui
