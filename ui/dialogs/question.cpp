#include "ui/dialogs/question.h"

#include "ui/widgets/labels.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

Question::Question(const QString& question, const QString& details, QWidget* parent) : StudioDialog(question, parent) {
    setObjectName(QStringLiteral("question"));
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleDescription(details);
    auto* words = makeLabel(details);
    words->setWordWrap(true);
    words->setContentsMargins(24, 20, 24, 20);
    body()->addWidget(words);
    setMinimumWidth(460);
}

void Question::addButton(const QString& objectName, const QString& text, Role role,
                         const std::function<void()>& answer) {
    QPushButton* button = StudioDialog::addButton(objectName, text, role == Role::Primary);
    connect(button, &QPushButton::clicked, this, [this, role, answer] {
        const auto next = answer;
        done(role == Role::Cancel ? Rejected : Accepted);
        if (next)
            next();
    });
    if (role == Role::Primary)
        button->setFocus();
}

} // namespace ui
