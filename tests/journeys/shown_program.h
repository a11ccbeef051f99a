#pragma once

#include "app/application.h"
#include "ui/studio/stage_controller.h"
#include "ui/studio/training_controller.h"

#include <QImage>
#include <QPointer>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

class QAction;

namespace ui {
class SceneView;
struct Message;
} // namespace ui

/// Waits for a condition, no longer than anything in a journey may take; never for a time.
#define AWAIT(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, 40'000)

namespace tests {

/// A person's folders for the length of one journey: settings, recovery copies, files. Several programs, one after
/// another, find there what the earlier ones left.
class Home {
public:
    QString file(const QString& name) const { return m_folder.filePath(name); }
    /// Writes a file and returns its path.
    QString write(const QString& name, const QByteArray& content) const;
    QString settingsFile() const { return file(QStringLiteral("settings.ini")); }
    QString recoveryFolder() const { return file(QStringLiteral("recovery")); }

private:
    QTemporaryDir m_folder;
};

/// The program with its window on the display, and the hands of a person: pointer, keys, drag and drop. Functions that
/// can find nothing to act on return false and say why.
class ShownProgram {
public:
    explicit ShownProgram(const Home& home, const QStringList& files = {}, QSize size = {1280, 800});

    app::Application& program() { return *m_program; }
    ui::MainWindow& window() { return m_program->window(); }
    const ui::Project& project() { return m_program->document().project(); }
    const engine::Dataset& dataset() { return project().dataset; }
    ui::TrainingController& training() { return m_program->studio().training(); }
    const ui::PlaybackClock& clock() { return m_program->studio().playback().clock(); }
    ui::SceneView& stage() { return m_program->studio().stage().view(); }
    QAction& action(const char* id);
    /// The newest message that contains these words; null when there is none.
    const ui::Message* message(const QString& words);

    bool isTraining() { return training().run() && training().run()->state == engine::RunState::Training; }
    std::int64_t step() { return training().run() ? training().run()->step : 0; }
    /// Particles of the network's own model, not of the preview; null before the first.
    std::shared_ptr<const engine::Trajectories> learnedMotion();

    /// The visible widget of this name in the active dialog or, without one, in the window.
    template <class Widget> Widget* find(const QString& objectName) {
        const auto all = place()->findChildren<Widget*>(objectName);
        for (Widget* widget : all)
            if (widget->isVisible())
                return widget;
        qWarning("there is no visible %s", qPrintable(objectName));
        return nullptr;
    }
    /// The dialog on top; null without one.
    QDialog* dialog() const;

    bool click(const QString& objectName);
    bool click(QWidget* widget) { return click(widget, widget->rect().center()); }
    bool click(QWidget* widget, QPoint at);
    /// A key with the focus where it is.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    /// Replaces what a field holds and goes on to the next.
    bool type(const QString& objectName, const QString& text);
    /// Answers the file dialog on top.
    bool chooseFile(const QString& path);
    /// Drags along a line of points given in pixels of the widget.
    void drag(QWidget& widget, const std::vector<QPointF>& line, Qt::KeyboardModifiers modifiers = {});
    /// Drags over the stage along a line given in the data's coordinates.
    void dragOnStage(const std::vector<Eigen::Vector2d>& line, Qt::KeyboardModifiers modifiers = {});
    void clickOnStage(const Eigen::Vector2d& place, Qt::KeyboardModifiers modifiers = {}) {
        dragOnStage({place}, modifiers);
    }
    /// Moves the pointer there without a button.
    void pointOnStage(const Eigen::Vector2d& place);
    void drop(const QString& path) { drop(QStringList{path}); }
    void drop(const QStringList& paths);

    /// What the screen shows of the window.
    QImage picture();
    /// Keeps that picture beside the tests' results, under this name and the graphics route's.
    bool keepPicture(const QString& name);
    /// The same in both themes, at 1280×800 and at 1920×1080.
    bool keepPictures(const QString& name);

private:
    QWidget* place();
    bool activate();

    std::unique_ptr<app::Application> m_program;
};

/// A line around a centre, closed.
std::vector<Eigen::Vector2d> circle(const Eigen::Vector2d& center, double radius, int corners = 16);
/// Part of the pixels that glow as particles and trails do.
int warmPixels(const QImage& picture);
/// Mean difference of a channel between two pictures of one size, 0 … 255.
double difference(const QImage& a, const QImage& b);

} // namespace tests
