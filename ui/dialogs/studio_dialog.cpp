#include "ui/dialogs/studio_dialog.h"

#include "ui/style/theme.h"
#include "ui/widgets/dock_title.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWindow>

namespace ui {

namespace {

class Scrim : public QWidget {
public:
    explicit Scrim(QWidget* window) : QWidget(window) {
        setGeometry(window->rect());
        show();
        raise();
    }

protected:
    void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(rect(), theme().colors().scrim); }
};


} // namespace

StudioDialog::StudioDialog(const QString& title, QWidget* parent)
    : QDialog(parent),
      m_title(makeLabel({}, TextSize::Title, Tone::Normal, TextWeight::Semibold)),
      m_note(makeLabel({}, TextSize::Small, Tone::Secondary)) {
    setWindowFlags(Qt::Dialog | Qt::FramelessWindowHint); // the frame is drawn here: the same on every desktop
    setTitle(title);
    auto* top = new QWidget;
    top->setObjectName(QStringLiteral("dialogTop"));
    top->setAttribute(Qt::WA_StyledBackground);
    top->setFixedHeight(52);
    auto* topLayout = new QHBoxLayout(top);
    topLayout->setContentsMargins(24, 0, 16, 0);
    topLayout->addWidget(m_title, 1);
    QToolButton* close = makeIconButton(QStringLiteral("dialogClose"), QStringLiteral("close"), tr("Close (Esc)"));
    connect(close, &QToolButton::clicked, this, &QDialog::reject);
    topLayout->addWidget(close);

    auto* foot = new QWidget;
    foot->setObjectName(QStringLiteral("dialogFoot"));
    foot->setAttribute(Qt::WA_StyledBackground);
    foot->setFixedHeight(60);
    m_foot = new QHBoxLayout(foot);
    m_foot->setContentsMargins(24, 0, 24, 0);
    m_foot->setSpacing(8);
    m_foot->addWidget(m_note, 1);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(top);
    m_body = new QVBoxLayout;
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(0);
    layout->addLayout(m_body, 1);
    layout->addWidget(foot);
}

void StudioDialog::setTitle(const QString& title) {
    setWindowTitle(title);
    m_title->setText(title);
}

QPushButton* StudioDialog::addButton(const QString& objectName, const QString& text, bool primary) {
    auto* button = new QPushButton(text);
    button->setObjectName(objectName);
    button->setAutoDefault(primary);
    button->setDefault(primary);
    if (primary)
        button->setProperty("role", QStringLiteral("primary"));
    m_foot->addWidget(button);
    return button;
}

void StudioDialog::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Colors& c = theme().colors();
    painter.setPen(c.borderStrong);
    painter.setBrush(c.panel);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void StudioDialog::showEvent(QShowEvent* event) {
    QDialog::showEvent(event);
    if (QWidget* window = parentWidget() ? parentWidget()->window() : nullptr) {
        m_scrim = new Scrim(window);
        move(window->frameGeometry().center() - QPoint(width(), height()) / 2);
    }
}

void StudioDialog::hideEvent(QHideEvent* event) {
    QDialog::hideEvent(event);
    delete m_scrim;
}

void StudioDialog::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && event->position().y() < 52 && windowHandle())
        windowHandle()->startSystemMove();
}

} // namespace ui
