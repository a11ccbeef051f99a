#pragma once

#include <QAbstractButton>

namespace ui {

/// A recent file on the start screen: icon, name, and where and when.
class RecentEntry : public QAbstractButton {
    Q_OBJECT

public:
    explicit RecentEntry(const QString& path, QWidget* parent = nullptr);
    QSize sizeHint() const override { return {200, 44}; }

    /// "2 hours ago", "yesterday", "19 November".
    static QString ageText(const QDateTime& then, const QDateTime& now);

protected:
    void paintEvent(QPaintEvent*) override;

private:
    QString m_name, m_detail, m_icon;
    bool m_exists;
};

} // namespace ui
