#include "ui/style/numbers.h"

#include "ui/scene/number_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr QChar kThinSpace(0x2009);
constexpr QChar kMinus(0x2212);

/// Groups the digits before the decimal point and puts the true minus sign.
QString groomed(QString text) {
    qsizetype exponent = text.indexOf(QLatin1Char('e'));
    if (exponent < 0)
        exponent = text.size();
    qsizetype point = text.indexOf(QLatin1Char('.'));
    if (point < 0 || point > exponent)
        point = exponent;
    const qsizetype first = text.startsWith(QLatin1Char('-')) ? 1 : 0;
    for (qsizetype i = point - 3; i > first; i -= 3)
        text.insert(i, kThinSpace);
    return text.replace(QLatin1Char('-'), kMinus);
}

QString tr(const char* text) { return QCoreApplication::translate("ui::numbers", text); }

} // namespace

QString countLabel(std::int64_t value) { return groomed(QString::number(value)); }

QString fixedText(double value, int decimals) {
    if (!std::isfinite(value))
        return QStringLiteral("–");
    QString text = QString::number(value, 'f', decimals);
    if (text.startsWith(QLatin1Char('-')) && QLocale::c().toDouble(text) == 0)
        text.remove(0, 1);
    return groomed(text);
}

QString shortText(double value, int digits) {
    if (!std::isfinite(value))
        return QStringLiteral("–");
    if (value == 0)
        return QStringLiteral("0");
    const double size = std::abs(value);
    if (size < 1e-3 || size >= 1e7) {
        QString text = QString::number(value, 'e', std::max(0, digits - 3)); // 6.1e-04 → 6.1e-4
        text.replace(QLatin1String("e-0"), QLatin1String("e-")).replace(QLatin1String("e+0"), QLatin1String("e"));
        return groomed(text.replace(QLatin1String("e+"), QLatin1String("e")));
    }
    const int whole = int(std::floor(std::log10(size))) + 1;
    QString text = QString::number(value, 'f', std::clamp(digits - whole, 0, 6));
    if (text.contains(QLatin1Char('.'))) {
        while (text.endsWith(QLatin1Char('0')))
            text.chop(1);
        if (text.endsWith(QLatin1Char('.')))
            text.chop(1);
    }
    return groomed(text);
}

int decimalsOf(double value, int least) {
    constexpr int kMost = 6;
    const double size = std::abs(value);
    if (!(size > 0) || !std::isfinite(size))
        return least;
    int decimals = least;
    while (decimals < kMost && size < 0.95 * std::pow(10.0, -decimals)) // what rounds to a digit shows it
        ++decimals;
    return decimals;
}

QString steadyText(double value, int decimals) { return fixedText(value, decimalsOf(value, decimals)); }

QString significantText(double value, int digits) {
    const double size = std::abs(value);
    if (!std::isfinite(value) || size < 1e-4 || size >= 1e6)
        return shortText(value, digits);
    return fixedText(value, std::max(digits - 1 - int(std::floor(std::log10(size))), 0));
}

QString timeLabel(double time) { return QString::fromStdString(timeText(time)); }

QStringList alignedTexts(const QVector<double>& values) {
    qsizetype decimals = 0;
    for (const double value : values) {
        const QString text = shortText(value);
        const qsizetype point = text.indexOf(QLatin1Char('.'));
        if (point >= 0 && !text.contains(QLatin1Char('e')))
            decimals = std::max(decimals, text.size() - point - 1);
    }
    QStringList texts;
    for (const double value : values)
        texts += value == std::round(value) && std::abs(value) < 1e7 ? shortText(value, 8)
                 : std::abs(value) < 1e-3                            ? shortText(value)
                                                                     : fixedText(value, int(decimals));
    return texts;
}

QString durationText(double seconds) {
    const auto whole = std::int64_t(std::ceil(std::max(seconds, 0.0)));
    if (whole < 90)
        return tr("%1 s").arg(whole);
    const std::int64_t minutes = (whole + 30) / 60;
    if (minutes < 90)
        return tr("%1 min").arg(minutes);
    return tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
}

double numberFromText(const QString& text, bool* ok) {
    QString plain = text.trimmed();
    plain.replace(kMinus, QLatin1Char('-'));
    plain.remove(kThinSpace);
    plain.remove(QLatin1Char(' '));
    plain.remove(QChar(0x00A0));
    if (plain.count(QLatin1Char(',')) == 1 && !plain.contains(QLatin1Char('.')))
        plain.replace(QLatin1Char(','), QLatin1Char('.'));
    const double value = QLocale::c().toDouble(plain, ok);
    if (ok && !std::isfinite(value))
        *ok = false;
    return value;
}

} // namespace ui
