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
        Thick,  ///< a short sample of the lines in a chart: of what was learned,
        Thin,   ///< of what is quiet,
        Dashed, ///< and of what is compared with
    };
    struct Run {
        Kind kind;
        QString text = {};
        bool isSpare = false; ///< goes first where there is no room
        bool operator==(const Run&) const = default;
    };

    explicit Readout(QWidget* parent = nullptr);

    void setRuns(const QVector<Run>& runs);
    /// The line as plain text, for tests and assistive techniques.
    QString text() const;
    void setAlignment(Qt::Alignment alignment);

    /// Without what is spare.
    void setBrief(bool brief);
    int wholeWidth() const;
    int briefWidth() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent*) override;

private:
    using Runs = QVector<Run>;
    Runs briefRuns() const;
    static double widthOf(const Run& run);
    static double widthOf(const Runs& runs, qsizetype count); ///< of the first runs
    static int wholeWidthOf(const Runs& runs);
    /// What there is room for: whole groups between gaps, the first one always.
    qsizetype fittingRuns(const Runs& runs) const;

    Runs m_runs;
    bool m_isBrief = false;
    Qt::Alignment m_alignment = Qt::AlignLeft;
};

} // namespace ui
