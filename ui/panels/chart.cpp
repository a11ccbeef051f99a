#include "ui/panels/chart.h"

#include "ui/panels/chart_accessible.h"
#include "ui/panels/chart_file.h"
#include "ui/panels/chart_heading.h"
#include "ui/panels/chart_plot.h"
#include "ui/style/fonts.h"
#include "ui/style/numbers.h"
#include "ui/style/theme.h"
#include "ui/widgets/readout.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <qcustomplot.h>

namespace ui {

namespace {
constexpr double kZoomStep = 0.8;   // of the range, for one notch of the wheel
constexpr double kLeastPart = 0.02; // of the whole range that can be zoomed into

/// Of those that a chart answers, whatever else they are shortcuts of.
bool isReadingKey(const QKeyEvent& event) {
    switch (event.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_Plus:
    case Qt::Key_Equal: // + without Shift on many keyboards
    case Qt::Key_Minus:
    case Qt::Key_0:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return !(event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    default:
        return false;
    }
}
} // namespace

Chart::Chart(const QString& objectName, const QString& title, const QString& unit, const QString& explanation,
             const QString& briefUnit, QWidget* parent)
    : QWidget(parent),
      m_heading(new ChartHeading(title, unit, briefUnit, explanation)),
      m_plot(new QCustomPlot),
      m_drawing(std::make_unique<ChartPlot>(*m_plot)),
      m_unit(unit) {
    setObjectName(objectName);
    setAccessibleName(title);
    setAccessibleDescription(explanation);
    setFocusPolicy(Qt::TabFocus);
    ChartAccessible::install();
    connect(this, &Chart::pointRead, this, [this] { ChartAccessible::announce(*this); });
    setMouseTracking(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 7, 12, 6);
    layout->setSpacing(0);
    layout->addWidget(m_heading);
    layout->addWidget(m_plot, 1);

    m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    policy.setRetainSizeWhenHidden(true);
    m_plot->setSizePolicy(policy);
    m_plot->setMinimumSize(40, 20);
    m_plot->installEventFilter(this);
}

Chart::~Chart() = default;

Readout* Chart::readout() const { return m_heading->readout(); }

void Chart::show(const Content& content) {
    const bool isOther = content.xLogarithmic != m_content.xLogarithmic || !content.empty.isEmpty();
    m_content = content;
    m_heading->setNote(content.empty.isEmpty() ? content.note : QString());
    if (isOther)
        m_range.reset();
    plot();
}

/// What is placed by pixels is drawn anew once the plot has got its size.
bool Chart::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_plot && event->type() == QEvent::Resize)
        plot();
    return QWidget::eventFilter(watched, event);
}

Chart::Content Chart::shown() const { return m_range ? m_content.zoomed(m_range->first, m_range->second) : m_content; }

void Chart::plot() {
    m_plot->setVisible(m_content.empty.isEmpty());
    update();
    if (!m_content.empty.isEmpty())
        return;
    const Content content = shown();
    m_drawing->draw(content, theme().colors());
    if (m_hover)
        m_drawing->drawHover(content, theme().colors(), *m_hover, hoverText());
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

QString Chart::textAt(double x) const {
    if (!m_content.empty.isEmpty())
        return {};
    QString words = QStringLiteral("%1 %2").arg(m_content.xName, m_content.xText(x));
    QVector<Curve> curves = m_content.curves; // what was learned first, as it is read first
    std::stable_partition(curves.begin(), curves.end(), [](const Curve& c) { return c.tone == Curve::Tone::Accent; });
    for (const Curve& curve : curves) {
        qsizetype nearest = -1;
        for (qsizetype i = 0; i < curve.x.size(); ++i)
            if (nearest < 0 || std::abs(curve.x[i] - x) < std::abs(curve.x[nearest] - x))
                nearest = i;
        if (nearest >= 0)
            words += QStringLiteral(", %1 %2").arg(curve.name, shortText(curve.y[nearest], 4));
    }
    return words;
}

QVector<double> Chart::places() const {
    QVector<double> places;
    if (m_content.empty.isEmpty())
        for (const Curve& curve : m_content.curves)
            if (curve.tone == Curve::Tone::Accent)
                places += curve.x;
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return places;
}

std::optional<double> Chart::readPlace() const {
    const QVector<double> places = this->places();
    return places.isEmpty() ? std::nullopt : std::optional(m_hover.value_or(places.last()));
}

double Chart::middle() const { return m_plot->xAxis->pixelToCoord(m_plot->axisRect()->rect().center().x()); }

void Chart::read(double x) {
    m_hover = x;
    if (m_range && (x < m_range->first || x > m_range->second)) { // what was zoomed into moves along
        const auto [low, high] = *m_range;
        const double edge = x < low ? low : high;
        if (m_content.xLogarithmic)
            setRange(low * x / edge, high * x / edge);
        else
            setRange(low + x - edge, high + x - edge);
    }
    plot();
    emit pointRead(hoverText());
}

void Chart::letGo() {
    if (!m_hover)
        return;
    m_hover.reset();
    plot();
}

bool Chart::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && isReadingKey(*static_cast<QKeyEvent*>(event)) &&
        !places().isEmpty()) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void Chart::keyPressEvent(QKeyEvent* event) {
    const QVector<double> places = this->places();
    if (event->key() == Qt::Key_Escape && m_hover)
        return letGo();
    if (places.isEmpty() || !isReadingKey(*event))
        return QWidget::keyPressEvent(event);
    const double around = m_hover.value_or(middle());
    switch (event->key()) {
    case Qt::Key_Left: // the first press of either arrow reads the newest
        read(m_hover ? *std::max(std::lower_bound(places.begin(), places.end(), *m_hover) - 1, places.begin())
                     : places.last());
        break;
    case Qt::Key_Right:
        read(m_hover ? *std::min(std::upper_bound(places.begin(), places.end(), *m_hover), places.end() - 1)
                     : places.last());
        break;
    case Qt::Key_Home:
        read(places.first());
        break;
    case Qt::Key_End:
        read(places.last());
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(kZoomStep, around);
        break;
    case Qt::Key_Minus:
        zoom(1 / kZoomStep, around);
        break;
    case Qt::Key_0:
        showAll();
        break;
    default: // Return
        emit clicked(*readPlace());
    }
}

void Chart::focusOutEvent(QFocusEvent* event) {
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        letGo();
    QWidget::focusOutEvent(event);
}

double Chart::xAt(const QPointF& place) const { return m_plot->xAxis->pixelToCoord(m_plot->mapFrom(this, place).x()); }

void Chart::setRange(double low, double high) {
    // As long as it was, but within what there is.
    const bool logarithmic = m_content.xLogarithmic;
    const auto to = [logarithmic](double x) { return logarithmic ? std::log(std::max(x, 1e-300)) : x; };
    const auto from = [logarithmic](double u) { return logarithmic ? std::exp(u) : u; };
    const double first = to(m_content.xLow), last = to(m_content.xHigh);
    double a = to(low), length = std::max(to(high) - a, kLeastPart * (last - first));
    if (length >= 0.999 * (last - first))
        return showAll();
    a = std::clamp(a, first, last - length);
    m_range = {from(a), from(a + length)};
    plot();
}

void Chart::zoom(double factor, double x) {
    if (!m_content.empty.isEmpty())
        return;
    const auto [low, high] = m_range.value_or(std::pair(m_content.xLow, m_content.xHigh));
    if (m_content.xLogarithmic)
        setRange(x * std::pow(low / x, factor), x * std::pow(high / x, factor));
    else
        setRange(x + factor * (low - x), x + factor * (high - x));
}

void Chart::showAll() {
    m_range.reset();
    plot();
}

void Chart::save(const QString& path) const { saveChart(shown(), title(), m_unit, path); }

void Chart::mouseMoveEvent(QMouseEvent* event) {
    const QRect field = m_plot->axisRect()->rect().translated(m_plot->pos());
    if (m_pressed && event->buttons().testFlag(Qt::LeftButton)) {
        if ((event->position() - *m_pressed).manhattanLength() >= QApplication::startDragDistance())
            m_dragged = true;
        if (m_dragged && m_range) {
            const double shift = xAt(*m_pressed), now = xAt(event->position());
            const auto [low, high] = *m_range;
            if (m_content.xLogarithmic)
                setRange(low * shift / now, high * shift / now);
            else
                setRange(low + shift - now, high + shift - now);
            m_pressed = event->position();
        }
    }
    const bool inside = field.contains(event->position().toPoint()) && m_content.empty.isEmpty();
    std::optional<double> hover;
    if (inside) { // at the nearest measured point
        const double x = xAt(event->position());
        for (const Curve& curve : m_content.curves)
            if (curve.tone == Curve::Tone::Accent)
                for (const double at : curve.x)
                    if (!hover || std::abs(m_plot->xAxis->coordToPixel(at) - m_plot->xAxis->coordToPixel(x)) <
                                      std::abs(m_plot->xAxis->coordToPixel(*hover) - m_plot->xAxis->coordToPixel(x)))
                        hover = at;
    }
    if (hover != m_hover) {
        m_hover = hover;
        plot();
    }
    QWidget::mouseMoveEvent(event);
}

void Chart::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) {
        m_pressed = event->position();
        m_dragged = false;
    }
}

void Chart::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !m_pressed)
        return;
    m_pressed.reset();
    if (!m_dragged && m_content.empty.isEmpty() &&
        m_plot->axisRect()->rect().translated(m_plot->pos()).contains(event->position().toPoint()))
        emit clicked(xAt(event->position()));
}

void Chart::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton)
        showAll();
}

void Chart::wheelEvent(QWheelEvent* event) {
    if (event->angleDelta().y() == 0)
        return;
    zoom(std::pow(kZoomStep, event->angleDelta().y() / 120.0), xAt(event->position()));
    event->accept();
}

void Chart::leaveEvent(QEvent*) { letGo(); }

void Chart::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    menu.setObjectName(QStringLiteral("chartMenu"));
    const bool hasContent = m_content.empty.isEmpty();
    const auto add = [&](const char* name, const QString& text, auto&& work, bool enabled) {
        QAction* action = menu.addAction(text, this, work);
        action->setObjectName(QLatin1String(name));
        action->setEnabled(enabled);
    };
    add("zoomChart", tr("Zoom in"), [this] { zoom(kZoomStep * kZoomStep, middle()); }, hasContent);
    add("showAllOfChart", tr("Show all"), [this] { showAll(); }, m_range.has_value());
    menu.addSeparator();
    add("copyChart", tr("Copy numbers"),
        [this] { QApplication::clipboard()->setText(chartTable(shown(), tr("%1, %2").arg(title(), m_unit))); },
        hasContent);
    for (const auto& [ending, words] : {std::pair("svg", tr("Save as SVG…")), std::pair("pdf", tr("Save as PDF…")),
                                        std::pair("csv", tr("Save numbers as CSV…"))})
        add(qPrintable(QStringLiteral("saveChart_") + QLatin1String(ending)), words,
            [this, ending = QString::fromLatin1(ending)] { askForFile(ending); }, hasContent);
    emit menuOpening(&menu);
    menu.exec(event->globalPos());
}

void Chart::askForFile(const QString& ending) {
    auto* dialog = new QFileDialog(window(), tr("Save chart"), QString(), QStringLiteral("*.%1").arg(ending));
    dialog->setObjectName(QStringLiteral("saveChart"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(ending);
    dialog->selectFile(objectName() + QLatin1Char('.') + ending);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        try {
            save(path);
        } catch (const engine::Error& error) {
            emit failed(error);
        }
    });
    dialog->open();
}

void Chart::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange)
        plot();
    QWidget::changeEvent(event);
}

void Chart::paintEvent(QPaintEvent*) {
    if (m_content.empty.isEmpty())
        return;
    QPainter painter(this);
    painter.setFont(textFont(TextSize::Small));
    painter.setPen(theme().colors().textSecondary);
    painter.drawText(rect().adjusted(12, 24, -12, -6), Qt::AlignCenter | Qt::TextWordWrap, m_content.empty);
}

} // namespace ui
