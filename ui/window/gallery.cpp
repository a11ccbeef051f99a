#include "ui/window/gallery.h"

#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/segmented_control.h"
#include "ui/window/gallery_card.h"
#include "ui/window/large_button.h"
#include "ui/window/recent_entry.h"

#include <QGridLayout>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

namespace ui {

namespace {

constexpr int kSideWidth = 296, kGap = 16, kCardMinimum = 200, kRecentShown = 6;

/// The program's mark, drawn anew when the theme changes.
class Mark : public QWidget {
public:
    Mark() { setFixedSize(40, 40); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter(this).drawPixmap(0, 0, applicationMark(40, devicePixelRatioF()));
    }
};

/// Says where files may be dropped.
class DropHint : public QWidget {
public:
    DropHint() {
        setFixedHeight(60);
        auto* layout = new QHBoxLayout(this);
        layout->setContentsMargins(44, 0, 12, 0);
        layout->addWidget(makeExplanation(Gallery::tr("Drop a file anywhere: a table, an array, a mesh, a picture, a project")));
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Colors& c = theme().colors();
        QPen pen(c.borderStrong, 1);
        pen.setDashPattern({3, 3});
        painter.setPen(pen);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10);
        paintIcon(&painter, QStringLiteral("import"), QRectF(13, height() / 2.0 - 10, 20, 20), c.textSecondary);
    }
};

/// Whether its true flow is known.
bool knowsTruth(const engine::SyntheticExample& example) {
    if (!example.process)
        return false;
    const engine::Vector anywhere = engine::Vector::Zero(example.dimension);
    engine::Vector velocity(example.dimension);
    return example.process->optimalVelocity(example.times.front(), anywhere, velocity);
}

} // namespace

Gallery::Gallery(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("gallery"));
    setAccessibleName(tr("Start"));
    setAutoFillBackground(true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeSide());
    auto* line = new QWidget;
    line->setFixedWidth(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    layout->addWidget(line);
    layout->addWidget(makeExamples(), 1);
}

void Gallery::makePictures() {
    const auto next = std::find_if(m_cards.begin(), m_cards.end(), [](GalleryCard* card) { return !card->hasPicture(); });
    m_makesPictures = next != m_cards.end();
    if (m_makesPictures)
        m_work.run([&example = (*next)->example()](std::stop_token) { return GalleryCard::contentsOf(example); },
                   [this, card = *next](const Outcome<GalleryCard::Contents>& outcome) {
                       if (!outcome.value)
                           return; // an example that cannot be made says so when it is opened
                       card->show(*outcome.value);
                       makePictures();
                   });
}

void Gallery::showOpenKeys(const QString& keys) { m_open->setKeys(keys); }

QWidget* Gallery::makeSide() {
    auto* side = new QWidget;
    side->setObjectName(QStringLiteral("dockBody"));
    side->setAttribute(Qt::WA_StyledBackground);
    side->setFixedWidth(kSideWidth - 1);

    auto* name = new QVBoxLayout;
    name->setSpacing(0);
    name->addWidget(makeLabel(QStringLiteral("Kinetoscope"), TextSize::Heading, Tone::Normal, TextWeight::Semibold));
    name->addWidget(makeLabel(tr("Snapshots in, motion out"), TextSize::Small, Tone::Secondary));
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(new Mark);
    head->addLayout(name, 1);

    auto* draw = new LargeButton(QStringLiteral("drawYourOwn"), tr("Draw your own"), QStringLiteral("pencil"), true);
    draw->setToolTip(tr("Start with an empty plane and two snapshots, and paint."));
    m_open = new LargeButton(QStringLiteral("openData"), tr("Open data…"), QStringLiteral("folder"), false);
    m_open->setToolTip(tr("Open a project, or files with snapshots: one, or several that belong together."));
    auto* space = new LargeButton(QStringLiteral("drawInSpace"), tr("Draw in space"), QStringLiteral("cube"), false);
    space->setToolTip(tr("Start with an empty space of three dimensions and two snapshots, and paint."));
    connect(draw, &QAbstractButton::clicked, this, &Gallery::drawingWanted);
    connect(space, &QAbstractButton::clicked, this, &Gallery::spaceDrawingWanted);
    connect(m_open, &QAbstractButton::clicked, this, &Gallery::fileWanted);

    m_recentTitle = makeLabel(tr("Recent"), TextSize::Small, Tone::Normal, TextWeight::Semibold);
    m_recent = new QVBoxLayout;
    m_recent->setSpacing(0);

    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(24, 28, 24, 20);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addSpacing(28);
    layout->addWidget(draw);
    layout->addSpacing(8);
    layout->addWidget(space);
    layout->addSpacing(8);
    layout->addWidget(m_open);
    layout->addSpacing(28);
    layout->addWidget(m_recentTitle);
    layout->addSpacing(6);
    layout->addLayout(m_recent);
    layout->addStretch(1);
    layout->addWidget(new DropHint);
    return side;
}

QWidget* Gallery::makeExamples() {
    auto* examples = new QWidget;
    m_filter = new SegmentedControl;
    m_filter->setObjectName(QStringLiteral("filter"));
    m_filter->setAccessibleName(tr("Which examples"));
    m_filter->addSegment(QStringLiteral("all"), tr("All"));
    const auto& all = engine::syntheticExamples();
    // Only kinds there are examples of.
    const auto any = [&](auto&& test) { return std::any_of(all.begin(), all.end(), test); };
    if (any([](const auto& e) { return e.dimension == 2; }))
        m_filter->addSegment(QStringLiteral("plane"), tr("2-D"), tr("In the plane"));
    if (any([](const auto& e) { return e.dimension == 3; }))
        m_filter->addSegment(QStringLiteral("space"), tr("3-D"), tr("In space"));
    if (any(knowsTruth))
        m_filter->addSegment(QStringLiteral("known"), tr("Known truth"), tr("With a true flow to compare with"));
    connect(m_filter, &SegmentedControl::chosen, this, &Gallery::arrange);

    auto* head = new QHBoxLayout;
    head->setContentsMargins(24, 28, 24, 12);
    QLabel* title = makeLabel(tr("Start with an example"), TextSize::Heading, Tone::Normal, TextWeight::Semibold);
    title->setFixedHeight(28);
    head->addWidget(title, 1);
    head->addWidget(m_filter);

    auto* content = new QWidget;
    m_grid = new QGridLayout(content);
    m_grid->setContentsMargins(24, 4, 24, 12);
    m_grid->setSpacing(kGap);
    m_scroll = new QScrollArea;
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    for (const engine::SyntheticExample& example : all) {
        auto* card = new GalleryCard(example, content);
        connect(card, &GalleryCard::opened, this,
                [this, card] { emit exampleChosen(QString::fromStdString(card->example().name)); });
        connect(card, &GalleryCard::stepped, this, [this, card](int columns, int rows) { step(card, columns, rows); });
        m_cards += card;
    }
    auto* layout = new QVBoxLayout(examples);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_scroll, 1);
    arrange();
    return examples;
}

GalleryCard* Gallery::card(const QString& example) const {
    const auto found = std::find_if(m_cards.begin(), m_cards.end(), [&](const GalleryCard* card) {
        return card->example().name == example.toStdString();
    });
    return found == m_cards.end() ? nullptr : *found;
}

QVector<GalleryCard*> Gallery::visibleCards() const {
    QVector<GalleryCard*> cards;
    for (GalleryCard* card : m_cards)
        if (!card->isHidden())
            cards += card;
    return cards;
}

void Gallery::arrange() {
    const QString filter = m_filter->current();
    int place = 0;
    for (GalleryCard* card : std::as_const(m_cards)) {
        m_grid->removeWidget(card);
        const engine::SyntheticExample& e = card->example();
        const bool fits = filter == QLatin1String("all") || (filter == QLatin1String("plane") && e.dimension == 2) ||
                          (filter == QLatin1String("space") && e.dimension == 3) ||
                          (filter == QLatin1String("known") && knowsTruth(e));
        card->setVisible(fits);
        if (fits) {
            m_grid->addWidget(card, place / m_columns, place % m_columns);
            ++place;
        }
    }
    for (int column = 0; column < m_grid->columnCount(); ++column)
        m_grid->setColumnStretch(column, column < m_columns ? 1 : 0);
    for (int row = 0; row < m_grid->rowCount(); ++row)
        m_grid->setRowStretch(row, 0);
    m_grid->setRowStretch((place + m_columns - 1) / m_columns, 1);
}

void Gallery::step(GalleryCard* from, int columns, int rows) {
    const QVector<GalleryCard*> cards = visibleCards();
    const qsizetype to = cards.indexOf(from) + columns + rows * m_columns;
    if (to < 0 || to >= cards.size())
        return;
    cards[to]->setFocus(Qt::TabFocusReason);
    m_scroll->ensureWidgetVisible(cards[to], 0, 24);
}

void Gallery::setRecentFiles(const QStringList& paths) {
    while (QLayoutItem* item = m_recent->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const QString& path : paths.mid(0, kRecentShown)) {
        auto* entry = new RecentEntry(path);
        connect(entry, &RecentEntry::clicked, this, [this, path] { emit recentChosen(path); });
        m_recent->addWidget(entry);
    }
    m_recentTitle->setVisible(!paths.isEmpty());
}

void Gallery::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (!m_makesPictures)
        makePictures();
}

void Gallery::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const int room = width() - kSideWidth - 48;
    // Four as drawn; more on very wide windows, fewer on narrow ones, so that cards keep a good size.
    int columns = std::clamp(room > 1500 ? room / 250 : std::min(4, (room + kGap) / (kCardMinimum + kGap)), 1, 8);
    if (columns > 4 && m_cards.size() % columns != 0 && m_cards.size() % (columns - 1) == 0)
        --columns; // full rows where they are to be had
    if (columns != m_columns) {
        m_columns = columns;
        arrange();
    }
}

} // namespace ui
