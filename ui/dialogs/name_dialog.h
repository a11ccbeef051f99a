#pragma once

#include "ui/dialogs/studio_dialog.h"

#include <QStringList>

class QLineEdit;

namespace ui {

/// Asks for one name: not empty, and none that is taken.
class NameDialog : public StudioDialog {
    Q_OBJECT

public:
    /// `name` is suggested; `verb` is what the button says.
    NameDialog(const QString& title, const QString& name, const QString& verb, const QStringList& taken,
               QWidget* parent);

signals:
    void named(const QString& name);

private:
    QString name() const;
    void check();

    QStringList m_taken;
    QLineEdit* m_field;
    QPushButton* m_accept;
};

} // namespace ui
