#pragma once

#include <QDialog>
#include <QPointer>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace ui {

/// Frame of all dialogs: a title of 52 pixels with a cross, the body, and a foot of 60 pixels with the buttons at the
/// right, the one that does it last. Esc closes; the title moves it. Its corners are square: round ones
/// need a compositor, which not every desktop has.
class StudioDialog : public QDialog {
    Q_OBJECT

public:
    StudioDialog(const QString& title, QWidget* parent);

    /// Between title and foot, without margins.
    QVBoxLayout* body() const { return m_body; }
    /// A note at the left of the foot.
    QLabel* note() const { return m_note; }
    QPushButton* addButton(const QString& objectName, const QString& text, bool primary = false);
    void setTitle(const QString& title);

protected:
    void paintEvent(QPaintEvent*) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    QLabel* m_title;
    QLabel* m_note;
    QVBoxLayout* m_body;
    QHBoxLayout* m_foot;
    QPointer<QWidget> m_scrim; ///< darkens the window behind
};

} // namespace ui
