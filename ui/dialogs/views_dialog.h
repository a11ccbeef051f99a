#pragma once

#include "ui/dialogs/studio_dialog.h"

#include <QStringList>

class QListWidget;
class QPushButton;

namespace ui {

/// The saved views, to go to, rename and delete.
class ViewsDialog : public StudioDialog {
    Q_OBJECT

public:
    explicit ViewsDialog(QWidget* parent);

    /// `usable`: of those of the picture there is; the others cannot be gone to.
    void show(const QStringList& names, const QVector<bool>& usable);
    using QWidget::show;

signals:
    void goAsked(int view);
    void renameAsked(int view);
    void deleteAsked(int view);

private:
    void showEnabled();
    void go();

    QListWidget* m_list;
    QPushButton *m_rename, *m_delete, *m_go;
    QVector<bool> m_usable;
};

} // namespace ui
