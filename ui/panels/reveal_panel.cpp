#include "ui/panels/reveal_panel.h"

#include "ui/style/numbers.h"
#include "ui/widgets/dock_title.h"
#include "ui/widgets/labels.h"

#include <QGridLayout>
#include <QToolButton>
#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr int kDigits = 3;
const QString kNone = QStringLiteral("–");

QLabel* numberLabel() {
    QLabel* label = makeLabel(kNone, TextSize::Small);
    label->setFont(numberFont(TextSize::Small));
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return label;
}

QString verdictOf(const engine::Revelation& r) {
    const QString floor = shortText(r.floor, 2);
    const QString judged = r.model.w1 <= r.floor ? RevealPanel::tr("As near as two draws (%1).").arg(floor)
                           : r.isBetter()        ? RevealPanel::tr("Nearer than both; two draws: %1.").arg(floor)
                                                 : RevealPanel::tr("Not nearer than both; two draws: %1.").arg(floor);
    if (!r.interval)
        return judged;
    // Two digits of how wide it is.
    const double width = std::max(r.interval->high - r.interval->low, 1e-6);
    const int decimals = std::clamp(1 - int(std::floor(std::log10(width))), 0, 6);
    return RevealPanel::tr("W1 %1 to %2 (95 %). %3")
        .arg(fixedText(r.interval->low, decimals), fixedText(r.interval->high, decimals), judged);
}

} // namespace

RevealPanel::RevealPanel(QWidget* parent)
    : QWidget(parent),
      m_title(makeLabel({}, TextSize::Body, Tone::Normal, TextWeight::Semibold)),
      m_verdict(makeExplanation({})) {
    setObjectName(QStringLiteral("revealPanel"));
    m_verdict->setWordWrap(false);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(12, 2, 8, 4);
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(0, 1);
    grid->addWidget(m_title, 0, 0);
    const QString measures[] = {tr("W1"), tr("W2"), tr("MMD²")};
    const QString tips[] = {tr("Wasserstein distance of order 1, a length; its 95 % interval by the bootstrap stands below"),
                            tr("Wasserstein distance of order 2, a length"),
                            tr("Squared maximum mean discrepancy, without unit")};
    for (int m = 0; m < kMeasures; ++m) {
        QLabel* head = makeLabel(measures[m], TextSize::Small, Tone::Secondary);
        head->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        head->setToolTip(tips[m]);
        grid->addWidget(head, 0, m + 1);
    }
    QToolButton* close = makeIconButton(QStringLiteral("closeReveal"), QStringLiteral("close"),
                                        tr("Show the snapshot as the others"), this);
    grid->addWidget(close, 0, kMeasures + 1);
    const QString names[] = {tr("Learned flow"), tr("Nearest snapshot"), tr("Straight optimal transport")};
    const QString whys[] = {
        tr("The particles on the stage at the time of the snapshot."),
        tr("The snapshot nearest in time, as it is."),
        tr("The snapshot before, moved straight towards the next one by the nearest pairs, in proportion to time.")};
    for (int r = 0; r < kRows; ++r) {
        m_names[std::size_t(r)] = makeLabel(names[r], TextSize::Small, Tone::Normal,
                                            r == 0 ? TextWeight::Semibold : TextWeight::Regular);
        m_names[std::size_t(r)]->setToolTip(whys[r]);
        grid->addWidget(m_names[std::size_t(r)], r + 1, 0);
        for (int m = 0; m < kMeasures; ++m) {
            QLabel* number = m_numbers[std::size_t(r)][std::size_t(m)] = numberLabel();
            number->setAccessibleName(QStringLiteral("%1, %2").arg(names[r], measures[m]));
            grid->addWidget(number, r + 1, m + 1);
        }
    }
    m_verdict->setToolTip(tr("95 % interval of the flow's W1 by the bootstrap, and W1 between two random halves of the "
                             "snapshot: nothing can be expected to be nearer than that."));
    grid->addWidget(m_verdict, kRows + 1, 0, 1, kMeasures + 2);
    grid->setRowStretch(kRows + 2, 1);
    connect(close, &QToolButton::clicked, this, &RevealPanel::closed);
}

void RevealPanel::show(const QString& title, const engine::Revelation* r) {
    m_title->setText(title);
    m_verdict->setText(r ? verdictOf(*r) : tr("Measuring…"));
    const auto put = [this](int row, const engine::CloudDistances* d) {
        auto& numbers = m_numbers[std::size_t(row)];
        numbers[0]->setText(d ? shortText(d->w1, kDigits) : kNone);
        numbers[1]->setText(d ? shortText(d->w2, kDigits) : kNone);
        numbers[2]->setText(d ? shortText(d->mmd, kDigits) : kNone);
    };
    put(0, r ? &r->model : nullptr);
    put(1, r ? &r->nearest : nullptr);
    put(2, r && r->transport ? &*r->transport : nullptr);
    if (r)
        m_names[1]->setText(tr("Nearest snapshot, t %1").arg(shortText(r->nearestTime, kDigits)));
}

QString RevealPanel::text() const {
    QStringList words = {m_title->text(), m_verdict->text()};
    for (std::size_t r = 0; r < m_names.size(); ++r) {
        words += m_names[r]->text();
        for (const QLabel* number : m_numbers[r])
            words += number->text();
    }
    return words.join(QLatin1Char(' '));
}

} // namespace ui
