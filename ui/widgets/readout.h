#pragma once

#include <QVector>
#include <QWidget>

namespace ui {

/// One line of words and numbers: numbers in the number font, so that they do not jitter while they change. Cheap to
/// change thirty times a second.
class Readout : public QWidget {
    Q_OBJECT

public:
    enum class Kind {
        Word,   ///< secondary text
        Strong, ///< primary text, semibold
        Number, ///< primary text, number font
        Dot,    ///< the steady dot of a running training
        Gap,    ///< wider space between two statements
    };
    struct Run {
        Kind kind;
        QString text = {};
        bool operator==(const Run&) const = default;
    };

    explicit Readout(QWidget* parent = nullptr);

    void setRuns(const QVector<Run>& runs);
    /// The line as plain text, for tests and assistive techniques.
    QString text() const;
    void setAlignment(Qt::Alignment alignment);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent*) override;

private:
    double widthOf(const Run& run) const;
    double widthOf(qsizetype count) const; ///< of the first runs
    double totalWidth() const;
    /// What there is room for: whole groups between gaps, the first one always.
    qsizetype fittingRuns() const;

    QVector<Run> m_runs;
    Qt::Alignment m_alignment = Qt::AlignLeft;
};

} // namespace ui
