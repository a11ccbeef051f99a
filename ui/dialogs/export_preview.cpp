#include "ui/dialogs/export_preview.h"

#include "ui/style/icons.h"
#include "ui/style/numbers.h"
#include "ui/view/scene_view.h"
#include "ui/widgets/dock_title.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QSlider>
#include <QToolButton>
#include <algorithm>
#include <cmath>

namespace ui {

namespace {
constexpr int kWidth = 496, kHeight = 279;
constexpr float kLeastText = 9; ///< so that it can be read
constexpr int kPlayedRate = 30; ///< frames a second
} // namespace

ExportPreview::ExportPreview(std::size_t panes, QWidget* parent) : QWidget(parent) {
    m_canvas = new QWidget;
    m_canvas->setFixedSize(kWidth, kHeight);
    for (std::size_t i = 0; i < panes; ++i) {
        auto* view = new SceneView(m_canvas);
        view->setObjectName(QStringLiteral("exportPreview"));
        view->setAccessibleName(tr("What the file will show"));
        view->setAttribute(Qt::WA_TransparentForMouseEvents);
        view->setFocusPolicy(Qt::NoFocus);
        m_views.push_back(view);
    }
    m_play = makeIconButton(QStringLiteral("playPreview"), QStringLiteral("play"), tr("Play the preview"));
    connect(m_play, &QToolButton::clicked, this, [this] {
        const bool playing = !m_playing.isActive();
        playing ? m_playing.start() : m_playing.stop();
        m_play->setIcon(icon(playing ? QStringLiteral("pause") : QStringLiteral("play")));
    });
    m_playing.setInterval(1000 / kPlayedRate);
    connect(&m_playing, &QTimer::timeout, this, [this] {
        const int step = std::max(1, int(std::lround(m_order.settings.framesPerSecond / kPlayedRate)));
        m_frame->setValue(m_frame->value() >= m_frame->maximum() ? 0 : m_frame->value() + step);
    });
    m_frame = new QSlider(Qt::Horizontal);
    m_frame->setObjectName(QStringLiteral("frame"));
    m_frame->setAccessibleName(tr("Frame"));
    m_frame->setFocusPolicy(Qt::TabFocus);
    connect(m_frame, &QSlider::valueChanged, this, &ExportPreview::showFrame);
    m_text = makeLabel({}, TextSize::Small, Tone::Secondary);
    m_text->setFont(numberFont(TextSize::Small));

    auto* transport = new QHBoxLayout;
    transport->setSpacing(12);
    transport->addWidget(m_play);
    transport->addWidget(m_frame, 1);
    transport->addWidget(m_text);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_canvas);
    layout->addLayout(transport);
}

int ExportPreview::frame() const { return m_frame->value(); }

void ExportPreview::setProgress(double progress) {
    m_frame->setValue(int(std::lround(progress * m_frame->maximum())));
}

void ExportPreview::show(const ExportOrder& order, std::vector<SceneResults> results) {
    m_order = order;
    m_results = std::move(results);
    arrange();
    m_frame->setRange(0, m_order.settings.frameCount() - 1);
    showFrame();
}

void ExportPreview::arrange() {
    const AnimationSettings& s = m_order.settings;
    const double shape = double(s.width) / s.height;
    const int wide = std::min(kWidth, int(kHeight * shape)), high = std::min(kHeight, int(kWidth / shape));
    const std::size_t panes = m_results.size();
    const auto places = paneRectangles(int(panes), wide, high);
    for (std::size_t i = 0; i < m_views.size(); ++i) {
        m_views[i]->setVisible(i < panes);
        if (i < panes)
            m_views[i]->setGeometry((kWidth - wide) / 2 + places[i].x, (kHeight - high) / 2 + places[i].y,
                                    places[i].width, places[i].height);
    }
    m_shrink = high / (s.height / s.effectiveScale());
}

void ExportPreview::showFrame() {
    const AnimationSettings& s = m_order.settings;
    const double time = *s.from + (*s.to - *s.from) * s.progressAt(frame());
    std::vector<SceneState> panes = m_composer.composeForFile(m_order.project, m_results, s.theme, time, s.extras);
    for (std::size_t i = 0; i < panes.size(); ++i) {
        SceneState& state = panes[i];
        state.motion.backward = *s.to < *s.from;
        // As the file at this size: everything is smaller by what the preview is smaller.
        state.sizes.point *= float(m_shrink);
        state.sizes.particle *= float(m_shrink);
        state.sizes.trail *= float(m_shrink);
        state.sizes.axisText = std::max(kLeastText, float(state.sizes.axisText * m_shrink));
        state.sizes.legendText = std::max(kLeastText, float(state.sizes.legendText * m_shrink));
        m_views[i]->setState(state);
        if (state.camera)
            m_views[i]->setCamera(*state.camera);
    }
    m_text->setText(tr("frame %1 of %2").arg(frame() + 1).arg(s.frameCount()));
}

} // namespace ui
