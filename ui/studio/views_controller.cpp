#include "ui/studio/views_controller.h"

#include "ui/dialogs/name_dialog.h"
#include "ui/dialogs/views_dialog.h"
#include "ui/document/edits.h"
#include "ui/export/scene_composer.h"
#include "ui/studio/edit_controller.h"
#include "ui/studio/stage_controller.h"
#include "ui/view/scene_view.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"

#include <QAction>

namespace ui {

ViewsController::ViewsController(Document& document, EditController& edits, StageController& stage, MainWindow& window)
    : m_document(document), m_edits(edits), m_stage(stage), m_window(window) {
    const Actions& actions = window.actions();
    connect(actions["orthographic"], &QAction::triggered, &document, &Document::setOrthographic);
    connect(actions["saveView"], &QAction::triggered, this, &ViewsController::askForName);
    connect(actions["manageViews"], &QAction::triggered, this, &ViewsController::showDialog);
    for (int i = 0; i < int(ViewChoices::kMostSavedViews); ++i)
        connect(action(i), &QAction::triggered, this, [this, i] { goTo(i); });
    connect(&stage, &StageController::composed, this, &ViewsController::show);
    connect(&document, &Document::projectChanged, this, &ViewsController::show);
    connect(&window, &MainWindow::modeChanged, this, &ViewsController::show);
    show();
}

QAction* ViewsController::action(int view) const {
    return m_window.actions()[QByteArray("savedView").append(QByteArray::number(view + 1)).constData()];
}

QStringList ViewsController::names() const {
    QStringList names;
    for (const ViewChoices::SavedView& view : views())
        names += QString::fromStdString(view.name);
    return names;
}

bool ViewsController::isUsable(int view) const {
    return view < int(views().size()) && views()[std::size_t(view)].dimension == m_stage.view().state().dimension;
}

void ViewsController::show() {
    const Actions& actions = m_window.actions();
    const bool studio = m_window.mode() == MainWindow::Mode::Studio;
    actions["orthographic"]->setChecked(m_document.project().view.orthographic);
    actions["saveView"]->setEnabled(studio && views().size() < ViewChoices::kMostSavedViews);
    actions["manageViews"]->setEnabled(studio && !views().empty());
    QVector<bool> usable;
    for (int i = 0; i < int(ViewChoices::kMostSavedViews); ++i) {
        QAction* go = action(i);
        const bool exists = i < int(views().size());
        go->setVisible(exists);
        go->setEnabled(m_window.mode() != MainWindow::Mode::Gallery && isUsable(i));
        if (!exists)
            continue;
        usable += isUsable(i);
        const QString name = QString::fromStdString(views()[std::size_t(i)].name);
        if (QString text = name; go->text() != text.replace(QLatin1Char('&'), QStringLiteral("&&"))) {
            go->setText(text);
            go->setStatusTip(tr("Look from the saved view “%1”.").arg(name));
            Actions::refreshToolTip(go);
        }
    }
    if (m_dialog)
        m_dialog->show(names(), usable);
}

void ViewsController::goTo(int view) {
    if (!isUsable(view))
        return;
    const ViewChoices::SavedView saved = views()[std::size_t(view)];
    CameraPose pose = cameraPose(saved.camera);
    pose.perspective = saved.dimension > 2 && saved.camera.perspective;
    m_stage.view().moveTo(pose);
    if (saved.dimension > 2)
        m_document.setOrthographic(!saved.camera.perspective);
}

void ViewsController::askForName() {
    const QStringList taken = names();
    QString suggested;
    for (int i = int(taken.size()) + 1; suggested.isEmpty() || taken.contains(suggested); ++i)
        suggested = tr("View %1").arg(i);
    auto* dialog = new NameDialog(tr("Save this view"), suggested, tr("Save"), taken, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &NameDialog::named, this, &ViewsController::save);
    dialog->open();
}

void ViewsController::save(const QString& name) {
    const SceneView& stage = m_stage.view();
    ViewChoices::SavedView view{name.toStdString(), storedCamera(stage.camera()), stage.state().dimension};
    view.camera.perspective = view.dimension > 2 && !m_document.project().view.orthographic;
    m_edits.attempt(tr("Save view %1").arg(name), [&](Project& p) { edits::saveView(p, view); });
}

void ViewsController::rename(int view) {
    const QString before = names().value(view);
    QStringList taken = names();
    taken.removeAll(before);
    auto* dialog = new NameDialog(tr("Rename the view"), before, tr("Rename"), taken, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &NameDialog::named, this, [this, view](const QString& name) {
        m_edits.attempt(tr("Rename view to %1").arg(name),
                        [&](Project& p) { edits::renameView(p, view, name.toStdString()); });
    });
    dialog->open();
}

void ViewsController::showDialog() {
    m_dialog = new ViewsDialog(&m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &ViewsDialog::goAsked, this, &ViewsController::goTo);
    connect(m_dialog, &ViewsDialog::renameAsked, this, &ViewsController::rename);
    connect(m_dialog, &ViewsDialog::deleteAsked, this, [this](int view) {
        const QString name = names().value(view);
        m_edits.attempt(tr("Delete view %1").arg(name), [&](Project& p) { edits::removeView(p, view); });
    });
    show();
    m_dialog->open();
}

} // namespace ui
