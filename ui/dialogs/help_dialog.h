#pragma once

#include "ui/dialogs/studio_dialog.h"

class QTextBrowser;

namespace ui {

/// A page of resources/help, and the way to the others. Does not block the window.
class HelpDialog : public StudioDialog {
    Q_OBJECT

public:
    explicit HelpDialog(QWidget* parent);
    /// A name such as "draw" or "draw.md"; one there is no page of changes nothing.
    void showPage(const QString& page);
    QString page() const { return m_page; }

    /// The page about a widget: the nearest one above it that has one.
    static QString pageFor(const QWidget* widget);

private:
    void setTypeOfText();

    QTextBrowser* m_text;
    QString m_page;
};

} // namespace ui
