#include "ui/style/studio_style.h"

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QFocusFrame>
#include <QPainter>
#include <QSlider>
#include <QStyleFactory>
#include <QStyleOption>

namespace ui {

namespace {

constexpr int kFocusWidth = 2, kFocusGap = 1;
constexpr double kControlRadius = 6;

QRectF crisp(const QRect& rect) { return QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5); }

void drawCheckBox(const QStyleOption* option, QPainter* painter) {
    const Colors& c = theme().colors();
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool checked = option->state & (QStyle::State_On | QStyle::State_NoChange);
    painter->setRenderHint(QPainter::Antialiasing);
    if (checked) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(enabled ? c.accent : c.borderStrong);
        painter->drawRoundedRect(QRectF(option->rect), 4, 4);
        paintIcon(painter, QStringLiteral("check"), option->rect.adjusted(2, 2, -2, -2), c.textOnAccent);
    } else {
        painter->setPen(QPen(
            enabled ? (option->state & QStyle::State_MouseOver ? c.textSecondary : c.borderStrong) : c.border, 1.5));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option->rect).adjusted(0.75, 0.75, -0.75, -0.75), 3.5, 3.5);
    }
}

void drawRadioButton(const QStyleOption* option, QPainter* painter) {
    const Colors& c = theme().colors();
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool checked = option->state & QStyle::State_On;
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF circle = QRectF(option->rect).adjusted(0.75, 0.75, -0.75, -0.75);
    painter->setPen(QPen(checked && enabled ? c.accent : c.borderStrong, 1.5));
    painter->setBrush(Qt::NoBrush);
    painter->drawEllipse(circle);
    if (checked) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(enabled ? c.accent : c.borderStrong);
        painter->drawEllipse(circle.adjusted(3.5, 3.5, -3.5, -3.5));
    }
}

void drawSlider(const QStyleOptionSlider* option, const QRect& handle, QPainter* painter) {
    const Colors& c = theme().colors();
    const bool enabled = option->state & QStyle::State_Enabled;
    const QPointF knob = QRectF(handle).center();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    const double y = QRectF(option->rect).center().y() - 1.5;
    QColor groove = c.borderStrong;
    groove.setAlphaF(0.6f);
    painter->setBrush(groove);
    painter->drawRoundedRect(QRectF(option->rect.left(), y, option->rect.width(), 3), 1.5, 1.5);
    const QColor knobColor = enabled ? c.text : c.textDisabled;
    if (enabled) {
        painter->setBrush(c.accent);
        painter->drawRoundedRect(QRectF(option->rect.left(), y, knob.x() - option->rect.left(), 3), 1.5, 1.5);
    }
    // A ring, a gap in the colour of the panel, and a core.
    painter->setBrush(knobColor);
    painter->drawEllipse(knob, 8.5, 8.5);
    painter->setBrush(c.panel);
    painter->drawEllipse(knob, 7, 7);
    painter->setBrush(knobColor);
    painter->drawEllipse(knob, 4, 4);
    painter->restore();
}

void drawComboBox(const QStyleOptionComboBox* option, QPainter* painter) {
    const Colors& c = theme().colors();
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool hovered = enabled && (option->state & QStyle::State_MouseOver);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(hovered ? c.borderStrong : c.border);
    painter->setBrush(c.field);
    painter->drawRoundedRect(crisp(option->rect), kControlRadius, kControlRadius);
    const QRect arrow(option->rect.right() - 21, option->rect.center().y() - 6, 14, 14);
    paintIcon(painter, QStringLiteral("down"), arrow, enabled ? c.textSecondary : c.textDisabled);
    painter->restore();
}

} // namespace

StudioStyle::StudioStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

int StudioStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
    case PM_TabBarIconSize:
        return 16;
    case PM_ToolBarIconSize:
        return 20;
    case PM_ScrollBarExtent:
        return 10;
    case PM_SliderLength:
    case PM_SliderThickness:
    case PM_SliderControlThickness:
        return 18; // the knob of 14 and its ring
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 16;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 8;
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
        return kFocusWidth + kFocusGap;
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin:
        return 12;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 8;
    case PM_ToolBarItemMargin:
    case PM_ToolBarFrameWidth:
    case PM_ToolBarHandleExtent:
        return 0;
    case PM_DefaultFrameWidth:
        return 1;
    case PM_ToolTipLabelFrameWidth:
        return 1;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int StudioStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                           QStyleHintReturn* out) const {
    switch (hint) {
    case SH_ToolTip_WakeUpDelay:
        return 500;
    case SH_ToolTip_FallAsleepDelay:
        return 1500; // moving along a tool bar shows the next one at once
    case SH_FocusFrame_AboveWidget:
        return 1;
    case SH_FocusFrame_Mask:
        return 0;
    case SH_Slider_AbsoluteSetButtons:
        return Qt::LeftButton;
    case SH_ComboBox_Popup:
        return 0; // a list below the field, not a menu over it
    case SH_UnderlineShortcut:
        return 0;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, out);
    }
}

void StudioStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                const QWidget* widget) const {
    switch (element) {
    case PE_FrameFocusRect:
        // Outside rings are FocusRing's; inside a list or table the current cell needs one of its own.
        if (qobject_cast<const QAbstractItemView*>(widget) && (option->state & State_KeyboardFocusChange)) {
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(QPen(theme().colors().focus, kFocusWidth));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), 4, 4);
            painter->restore();
        }
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        painter->save();
        drawCheckBox(option, painter);
        painter->restore();
        return;
    case PE_IndicatorRadioButton:
        painter->save();
        drawRadioButton(option, painter);
        painter->restore();
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void StudioStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                              const QWidget* widget) const {
    if (element == CE_FocusFrame) {
        const auto* frame = qobject_cast<const QFocusFrame*>(widget);
        const QVariant wanted = frame && frame->widget() ? frame->widget()->property("focusRadius") : QVariant();
        const double radius = (wanted.isValid() ? wanted.toDouble() : kControlRadius) + kFocusGap + kFocusWidth / 2.0;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(theme().colors().focus, kFocusWidth));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), radius, radius);
        painter->restore();
        return;
    }
    if (element == CE_ComboBoxLabel) {
        if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option); combo && !combo->editable) {
            QRect rect = combo->rect.adjusted(8, 0, -24, 0);
            if (!combo->currentIcon.isNull()) {
                const QRect place(rect.left(), rect.center().y() - 7, 15, 15);
                combo->currentIcon.paint(painter, place, Qt::AlignCenter,
                                         combo->state & State_Enabled ? QIcon::Normal : QIcon::Disabled);
                rect.setLeft(place.right() + 7);
            }
            const QString text = combo->fontMetrics.elidedText(combo->currentText, Qt::ElideRight, rect.width());
            drawItemText(painter, rect, Qt::AlignLeft | Qt::AlignVCenter, combo->palette, combo->state & State_Enabled,
                         text, QPalette::Text);
            return;
        }
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void StudioStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                     const QWidget* widget) const {
    if (control == CC_Slider) {
        if (const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
            slider && slider->orientation == Qt::Horizontal) {
            drawSlider(slider, proxy()->subControlRect(CC_Slider, option, SC_SliderHandle, widget), painter);
            return;
        }
    }
    if (control == CC_ComboBox) {
        if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option); combo && !combo->editable) {
            drawComboBox(combo, painter);
            return;
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect StudioStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                                  const QWidget* widget) const {
    if (control == CC_Slider && part == SC_SliderHandle) {
        if (const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
            slider && slider->orientation == Qt::Horizontal) {
            const int length = proxy()->pixelMetric(PM_SliderLength, option, widget);
            const int at = sliderPositionFromValue(slider->minimum, slider->maximum, slider->sliderPosition,
                                                   slider->rect.width() - length, slider->upsideDown);
            return {slider->rect.left() + at, slider->rect.center().y() - length / 2 + 1, length, length};
        }
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QSize StudioStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                    const QWidget* widget) const {
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_ComboBox)
        result.setHeight(28);
    if (type == CT_Slider)
        result.setHeight(std::max(result.height(), 28));
    return result;
}

void StudioStyle::polish(QWidget* widget) {
    QProxyStyle::polish(widget);
    if (qobject_cast<QComboBox*>(widget) || qobject_cast<QSlider*>(widget) || qobject_cast<QCheckBox*>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

} // namespace ui
