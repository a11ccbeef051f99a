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
    const QString floor = significantText(r.floor, kDigits);
    return r.model.w1 <= r.floor
               ? RevealPanel::tr("Error as small as between two samples of the data (%1).").arg(floor)
           : r.isBetter() ? RevealPanel::tr("Better than both; two samples of the data differ by %1.").arg(floor)
                          : RevealPanel::tr("Not better than both; two samples of the data differ by %1.").arg(floor);
}

/// The interval to two digits of how wide it is.
QString intervalText(const engine::Interval& interval) {
    const double width = std::max(interval.high - interval.low, 1e-6);
    const int decimals = std::clamp(1 - int(std::floor(std::log10(width))), 0, 6);
    return RevealPanel::tr("%1–%2").arg(fixedText(interval.low, decimals), fixedText(interval.high, decimals));
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
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(0, 1);
    grid->addWidget(m_title, 0, 0);
    const QString measures[] = {tr("W1"), tr("W2"), tr("MMD²")};
    const QString tips[] = {tr("Wasserstein distance of order 1, a length; its 95 % interval by the bootstrap stands beside "
                               "the learned flow"),
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
        m_names[std::size_t(r)] = makeLabel(names[r], TextSize::Small);
        m_names[std::size_t(r)]->setToolTip(whys[r]);
        grid->addWidget(m_names[std::size_t(r)], r + 1, 0);
        for (int m = 0; m < kMeasures; ++m) {
            QLabel* number = m_numbers[std::size_t(r)][std::size_t(m)] = numberLabel();
            number->setAccessibleName(QStringLiteral("%1, %2").arg(names[r], measures[m]));
            grid->addWidget(number, r + 1, m + 1);
        }
    }
    m_verdict->setToolTip(tr("W1 of the flow beside W1 between two random halves of the snapshot: nothing can be "
                             "expected to be nearer than that. Of at most %1 particles and points each.")
                              .arg(engine::kComparedPoints));
    grid->addWidget(m_verdict, kRows + 1, 0, 1, kMeasures + 2);
    grid->setRowStretch(kRows + 2, 1);
    connect(close, &QToolButton::clicked, this, &RevealPanel::closed);
}

void RevealPanel::show(const QString& title, const engine::Revelation* r) {
    m_title->setText(title);
    m_verdict->setText(r ? verdictOf(*r) : tr("Measuring…"));
    const auto put = [this](int row, const engine::CloudDistances* d) {
        auto& numbers = m_numbers[std::size_t(row)];
        numbers[0]->setText(d ? significantText(d->w1, kDigits) : kNone);
        numbers[1]->setText(d ? significantText(d->w2, kDigits) : kNone);
        numbers[2]->setText(d ? significantText(d->mmd, kDigits) : kNone);
    };
    put(0, r ? &r->model : nullptr);
    put(1, r ? &r->nearest : nullptr);
    put(2, r && r->transport ? &*r->transport : nullptr);
    if (r)
        m_names[1]->setText(tr("Nearest snapshot, t %1").arg(timeLabel(r->nearestTime)));
    m_names[0]->setText(r && r->interval ? tr("Learned flow  %1 (95 %)").arg(intervalText(*r->interval))
                                         : tr("Learned flow"));
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
