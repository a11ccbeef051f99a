#pragma once

#include <QWidget>

class QLabel;
class QToolButton;
class QVBoxLayout;
class QVariantAnimation;

namespace ui {

/// A part of the inspector: a line, a heading that folds it, and what is in it. Folded, the heading still tells the
/// value at its right.
class Section : public QWidget {
    Q_OBJECT

public:
    explicit Section(const QString& title, QWidget* parent = nullptr);

    QVBoxLayout* contents() const { return m_contents; }
    /// A row with its name at the left, as wide as in all other sections, and a control.
    void addRow(const QString& label, QWidget* control, const QString& symbol = {});
    void setValue(const QString& value);
    QString value() const;
    bool isOpen() const { return m_open; }
    void setOpen(bool open, bool animated = false);

    static constexpr int kLabelWidth = 92;

protected:
    void paintEvent(QPaintEvent*) override;

private:
    QToolButton* m_header;
    QLabel* m_value;
    QWidget* m_body;
    QVBoxLayout* m_contents;
    QVariantAnimation* m_fold;
    bool m_open = true;
};

} // namespace ui
