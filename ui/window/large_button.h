#pragma once

#include <QAbstractButton>

namespace ui {

/// A large button of the start screen: icon and words at the left, its shortcut at the right.
class LargeButton : public QAbstractButton {
    Q_OBJECT

public:
    LargeButton(const QString& objectName, const QString& text, const QString& icon, bool primary,
                QWidget* parent = nullptr);
    void setKeys(const QString& keys);
    QSize sizeHint() const override { return {200, 36}; }

protected:
    void paintEvent(QPaintEvent*) override;

private:
    QString m_icon, m_keys;
    bool m_primary;
};

} // namespace ui
