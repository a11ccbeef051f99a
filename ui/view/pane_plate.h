#pragma once

#include <QString>
#include <QWidget>

class QToolButton;

namespace ui {

/// What a pane shows, in words, and how far its training is.
struct PaneWords {
    QString title;       ///< of the method
    QString detail;      ///< the settings that set it apart
    QString count;       ///< of steps
    double progress = 0; ///< of a training that goes on: part of the steps that are done, 0 … 1
    bool operator==(const PaneWords&) const = default;
};

/// The plate above a pane: its words, a line for its progress, and a cross that closes it.
class PanePlate : public QWidget {
    Q_OBJECT

public:
    explicit PanePlate(QWidget* parent = nullptr);

    void show(const PaneWords& words);
    using QWidget::show;
    const PaneWords& words() const { return m_words; }

    static constexpr int kHeight = 34;

signals:
    void pressed();
    void closeWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    PaneWords m_words;
    QToolButton* m_close;
};

} // namespace ui
