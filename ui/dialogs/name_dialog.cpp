#include "ui/dialogs/name_dialog.h"

#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

NameDialog::NameDialog(const QString& title, const QString& name, const QString& verb, const QStringList& taken,
                       QWidget* parent)
    : StudioDialog(title, parent), m_taken(taken), m_field(new QLineEdit(name)) {
    setObjectName(QStringLiteral("nameDialog"));
    m_field->setObjectName(QStringLiteral("nameField"));
    m_field->setAccessibleName(tr("Name"));
    m_field->selectAll();
    QLabel* label = makeLabel(tr("Name"));
    label->setBuddy(m_field);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(24, 20, 24, 24);
    row->setSpacing(16);
    row->addWidget(label);
    row->addWidget(m_field, 1);
    body()->addLayout(row);
    QPushButton* cancel = addButton(QStringLiteral("cancelButton"), tr("Cancel"));
    m_accept = addButton(QStringLiteral("acceptButton"), verb, true);
    setFixedWidth(460);
    connect(m_field, &QLineEdit::textChanged, this, &NameDialog::check);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_accept, &QPushButton::clicked, this, [this] {
        const QString chosen = this->name();
        accept();
        emit named(chosen);
    });
    check();
    m_field->setFocus();
}

QString NameDialog::name() const { return m_field->text().simplified(); }

void NameDialog::check() {
    const bool taken = m_taken.contains(name());
    note()->setText(taken ? tr("This name is taken") : QString());
    m_field->setAccessibleDescription(note()->text());
    m_accept->setEnabled(!taken && !name().isEmpty());
}

} // namespace ui
