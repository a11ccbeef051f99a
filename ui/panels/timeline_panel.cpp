#include "ui/panels/timeline_panel.h"

#include "ui/style/fonts.h"
#include "ui/style/icons.h"
#include "ui/style/numbers.h"
#include "ui/style/theme.h"
#include "ui/window/actions.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QPainter>
#include <cmath>

namespace ui {

/// The time in large numbers, and below it what it is part of.
class ClockReadout : public QWidget {
public:
    explicit ClockReadout(QWidget* parent) : QWidget(parent) {
        setObjectName(QStringLiteral("clockReadout"));
        setFixedSize(kLeastWidth, 52);
    }

    void show(const QString& time, const QString& range) {
        if (time == m_time && range == m_range)
            return;
        m_time = time;
        m_range = range;
        // As wide as the words are, so that nothing is cut off.
        setFixedWidth(std::max(kLeastWidth, QFontMetrics(textFont(TextSize::Caption)).horizontalAdvance(range) + 8));
        setAccessibleName(time + QLatin1Char(' ') + range);
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const Colors& c = theme().colors();
        painter.setPen(c.text);
        QFont large = numberFont(18.0);
        while (large.pixelSize() > 12 && QFontMetrics(large).horizontalAdvance(m_time) > width())
            large.setPixelSize(large.pixelSize() - 1);
        painter.setFont(large);
        painter.drawText(QRect(0, 8, width(), 20), Qt::AlignLeft | Qt::AlignVCenter, m_time);
        painter.setPen(c.textSecondary);
        painter.setFont(textFont(TextSize::Caption));
        painter.drawText(QRect(0, 28, width(), 16), Qt::AlignLeft | Qt::AlignVCenter, m_range);
    }

private:
    static constexpr int kLeastWidth = 96;
    QString m_time, m_range;
};

namespace {

constexpr double kSpeeds[] = {0.1, 0.25, 0.5, 1, 2, 4};

QString speedText(double speed) {
    return (speed >= 0.25 && speed != 0.25 ? fixedText(speed, 1) : shortText(speed, 2)) + QChar(0x00D7);
}

QToolButton* transportButton(QAction* action) {
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setObjectName(action->objectName() + QStringLiteral("Button"));
    button->setIconSize({18, 18});
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

void PlayButton::setPlaying(bool playing) {
    m_playing = playing;
    update();
}

void PlayButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& c = theme().colors();
    painter.setPen(Qt::NoPen);
    painter.setBrush(!isEnabled() ? c.hover : isDown() ? c.accentPressed : underMouse() ? c.accentHover : c.accent);
    painter.drawEllipse(QRectF(rect()).adjusted(0, 0, 0, 0));
    paintIcon(&painter, m_playing ? QStringLiteral("pause") : QStringLiteral("play"), QRectF(9, 9, 18, 18),
              isEnabled() ? c.textOnAccent : c.textDisabled);
}

TimelinePanel::TimelinePanel(const Actions& actions, QWidget* parent)
    : QWidget(parent),
      m_playButton(new PlayButton),
      m_speed(new QComboBox),
      m_readout(new ClockReadout(this)),
      m_track(new TimelineTrack) {
    setObjectName(QStringLiteral("timeline"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(52);
    m_playButton->setDefaultAction(actions["play"]);
    m_playButton->setObjectName(QStringLiteral("playButton"));
    m_playButton->setProperty("focusRadius", 18);
    m_playButton->setFixedSize(36, 36);
    m_playButton->setFocusPolicy(Qt::TabFocus);
    m_speed->setObjectName(QStringLiteral("speed"));
    m_speed->setAccessibleName(tr("Speed of playback"));
    m_speed->setToolTip(tr("<p style='white-space:pre'><b>Speed</b>&nbsp;&nbsp; J, K<br>How fast time runs; at 1× a "
                           "pass takes as long as the clock says.</p>"));
    m_speed->setFont(numberFont(12.0));
    m_speed->setFixedSize(70, 28);
    m_speed->setFocusPolicy(Qt::TabFocus);
    for (const double speed : kSpeeds)
        m_speed->addItem(speedText(speed), speed);
    connect(m_speed, &QComboBox::activated, this, [this](int i) { emit speedChosen(m_speed->itemData(i).toDouble()); });

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 1, 12, 0);
    layout->setSpacing(2);
    layout->addWidget(transportButton(actions["previousSnapshot"]));
    layout->addSpacing(2);
    layout->addWidget(m_playButton);
    layout->addSpacing(2);
    layout->addWidget(transportButton(actions["nextSnapshot"]));
    layout->addWidget(transportButton(actions["loop"]));
    layout->addSpacing(2);
    layout->addWidget(m_speed);
    layout->addSpacing(6);
    layout->addWidget(m_readout);
    layout->addWidget(m_track, 1);
}

void TimelinePanel::showClock(const PlaybackClock& clock, const QString& timeUnit) {
    m_playButton->setPlaying(clock.isPlaying());
    m_track->setTime(clock.time());
    int index = m_speed->findData(clock.speed());
    if (index < 0) {
        m_speed->addItem(speedText(clock.speed()), clock.speed());
        index = m_speed->count() - 1;
    }
    m_speed->setCurrentIndex(index);
    // As many decimals as tell a thousandth of the range, and as a snapshot's time has.
    const int told = std::clamp(2 - int(std::floor(std::log10(std::max(clock.duration(), 1e-9)))), 0, 6);
    const int decimals = clock.duration() < 100 ? std::max(told, 2) : told;
    const QString end = timeLabel(clock.last()) + (timeUnit.isEmpty() ? QString() : QLatin1Char(' ') + timeUnit);
    m_readout->show(
        QStringLiteral("t %1").arg(fixedText(clock.time(), decimals)),
        tr("%1 · %2 s a pass")
            .arg(clock.first() == 0 ? tr("of %1").arg(end) : tr("%1 to %2").arg(timeLabel(clock.first()), end),
                 shortText(clock.secondsPerPass() / clock.speed(), 2)));
}

} // namespace ui
