#include "ui/panels/formula_section.h"

#include "engine/core/error.h"
#include "ui/document/engine_words.h"
#include "ui/panels/field_rows.h"
#include "ui/scene/color_map.h"
#include "ui/style/numbers.h"
#include "ui/style/theme.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/number_field.h"

#include <QImage>
#include <QLineEdit>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace ui {

namespace {
constexpr engine::Index kPreviewColumns = 128;
constexpr int kPreviewHeight = 120;
} // namespace

/// The density in the colours of densities, as wide as the section and in the proportions of the view.
class FormulaSection::Preview : public QWidget {
public:
    Preview() {
        setFixedHeight(kPreviewHeight);
        setObjectName(QStringLiteral("formulaPreview"));
        setAccessibleName(FormulaSection::tr("Picture of the density"));
        setToolTip(FormulaSection::tr("The density over the visible part of the plane; the brighter, the denser."));
    }

    void show(const engine::Matrix& density) {
        m_density = density;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QPainterPath frame;
        frame.addRoundedRect(QRectF(rect()), 6, 6);
        painter.setClipPath(frame);
        painter.fillRect(rect(), theme().colors().stage);
        if (m_density.size() == 0)
            return;
        const ColorMap& colors = colorMap(Palette::Cividis, theme().isDark());
        QImage image(int(m_density.cols()), int(m_density.rows()), QImage::Format_RGB32);
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) {
                const Color color = colors.at(m_density(y, x));
                image.setPixel(x, y, QColor::fromRgbF(color.red, color.green, color.blue).rgb());
            }
        const QSize fitting = image.size().scaled(size(), Qt::KeepAspectRatio);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(QRect(QPoint((width() - fitting.width()) / 2, (height() - fitting.height()) / 2), fitting),
                          image);
    }

private:
    engine::Matrix m_density;
};

FormulaSection::FormulaSection(QWidget* parent) : Section(tr("Density formula"), parent), m_preview(new Preview) {
    setObjectName(QStringLiteral("formulaSection"));
    m_text = new QLineEdit(QStringLiteral("exp(-(x^2-1)^2-y^2)"));
    m_text->setObjectName(QStringLiteral("formulaField"));
    m_text->setFont(numberFont(12.5));
    m_text->setMaxLength(2000);
    m_text->setAccessibleName(tr("Density as a formula of x and y"));
    m_text->setToolTip(tr("A formula of x and y: + - * / ^, parentheses, exp, log, sqrt, sin, cos, tan, tanh, abs, "
                          "min, max, pi, e. It needs no factor in front."));
    m_problem = makeExplanation({});
    m_problem->setObjectName(QStringLiteral("formulaProblem"));
    m_count = makeNumber(QStringLiteral("formulaCount"), {}, 1, 100'000, 0, 100, tr("Points to draw."));
    m_count->show(500);
    m_draw = new QPushButton;
    m_draw->setObjectName(QStringLiteral("drawFormula"));
    m_draw->setToolTip(tr("Draw so many points from this density over the visible part of the plane."));
    contents()->addWidget(m_text);
    contents()->addWidget(m_preview);
    contents()->addWidget(m_problem);
    contents()->addWidget(fieldRows({{tr("Points"), m_count}}));
    contents()->addWidget(m_draw);
    const auto draw = [this] {
        if (m_draw->isEnabled())
            emit samplingWanted(m_text->text(), int(m_count->value()));
    };
    connect(m_text, &QLineEdit::textChanged, this, &FormulaSection::refresh);
    connect(m_text, &QLineEdit::returnPressed, this, draw);
    connect(m_draw, &QPushButton::clicked, this, draw);
    connect(m_count, &QDoubleSpinBox::valueChanged, this, &FormulaSection::refresh);
    refresh();
}

void FormulaSection::showRegion(const Eigen::Vector2d& lower, const Eigen::Vector2d& upper) {
    if (lower == m_lower && upper == m_upper)
        return;
    m_lower = lower;
    m_upper = upper;
    if (isVisible())
        refresh();
}

void FormulaSection::showEvent(QShowEvent* event) {
    Section::showEvent(event);
    refresh(); // the view may have moved meanwhile
}

void FormulaSection::takeFocus() {
    setOpen(true);
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void FormulaSection::refresh() {
    QString problem;
    engine::Matrix density;
    try {
        const Eigen::Vector2d size = m_upper - m_lower;
        const auto rows = std::max<engine::Index>(1, std::lround(double(kPreviewColumns) * size.y() / size.x()));
        density = engine::densityOf(engine::Formula::parse(m_text->text().toStdString()), m_lower, m_upper, rows,
                                    kPreviewColumns);
    } catch (const engine::Error& error) {
        problem = translated(error);
    }
    m_preview->show(density);
    m_preview->setVisible(problem.isEmpty());
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_text->setProperty("invalid", !problem.isEmpty());
    m_text->style()->unpolish(m_text);
    m_text->style()->polish(m_text);
    m_draw->setEnabled(problem.isEmpty());
    m_draw->setText(tr("Draw %1 points").arg(countLabel(std::int64_t(m_count->value()))));
}

} // namespace ui
