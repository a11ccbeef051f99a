#include "ui/dialogs/export_dialog.h"

#include "ui/dialogs/export_estimate.h"
#include "ui/dialogs/export_preview.h"
#include "ui/dialogs/export_queue_list.h"
#include "ui/style/numbers.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/segmented_control.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QRegularExpression>
#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr int kRowWidth = 92;

struct SizeChoice {
    int width, height;
    const char* name;
};
constexpr SizeChoice kSizes[] = {{1280, 720, QT_TRANSLATE_NOOP("ui::ExportDialog", "HD")},
                                 {1920, 1080, QT_TRANSLATE_NOOP("ui::ExportDialog", "Full HD")},
                                 {3840, 2160, QT_TRANSLATE_NOOP("ui::ExportDialog", "4K")},
                                 {1080, 1080, QT_TRANSLATE_NOOP("ui::ExportDialog", "square")},
                                 {1080, 1920, QT_TRANSLATE_NOOP("ui::ExportDialog", "upright")},
                                 {640, 360, QT_TRANSLATE_NOOP("ui::ExportDialog", "small")}};

QString slug(const QString& name) {
    QString text = name.toLower();
    text.replace(QRegularExpression(QStringLiteral("[^\\p{L}\\p{N}]+")), QStringLiteral("-"));
    text.remove(QRegularExpression(QStringLiteral("^-+|-+$")));
    return text.isEmpty() ? QStringLiteral("animation") : text;
}

QHBoxLayout* row(const QString& label, std::initializer_list<QWidget*> controls, QVector<QWidget*>* collect = nullptr) {
    auto* layout = new QHBoxLayout;
    layout->setSpacing(8);
    QLabel* name = makeLabel(label, TextSize::Small, Tone::Secondary);
    name->setFixedWidth(kRowWidth);
    layout->addWidget(name);
    if (collect)
        *collect += name;
    for (QWidget* control : controls) {
        if (control->accessibleName().isEmpty())
            control->setAccessibleName(label);
        layout->addWidget(control, 1);
        if (collect)
            *collect += control;
    }
    return layout;
}

NumberField* number(const QString& objectName, const QString& unit, double low, double high, int decimals, double value,
                    const QString& why) {
    auto* field = new NumberField(unit);
    field->setObjectName(objectName);
    field->setDecimals(decimals);
    field->setRange(low, high);
    field->setSingleStep(std::pow(10.0, -decimals));
    field->show(value);
    field->setToolTip(why);
    return field;
}

} // namespace

ExportDialog::ExportDialog(const Subject& subject, ExportQueue& queue, const QString& folder, QWidget* parent)
    : StudioDialog(tr("Export animation"), parent), m_subject(subject), m_queue(queue) {
    setObjectName(QStringLiteral("exportDialog"));
    m_subject.results.resize(m_subject.project.runs.size()); // of none there may be no results yet
    setFixedSize(920, 648);
    auto* line = new QWidget;
    line->setFixedWidth(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    m_preview = new ExportPreview(subject.project.runs.size());
    auto* shown = new QVBoxLayout;
    shown->setContentsMargins(24, 20, 24, 12);
    shown->setSpacing(12);
    shown->addWidget(m_preview);
    shown->addWidget(new ExportQueueList(queue));
    shown->addStretch(1);
    auto* sides = new QHBoxLayout;
    sides->setSpacing(0);
    sides->addLayout(shown, 1);
    sides->addWidget(line);
    sides->addWidget(makeSettings());
    body()->addLayout(sides, 1);

    QPushButton* where = addButton(QStringLiteral("chooseFile"), tr("Where…"));
    where->setToolTip(tr("Choose the file's name and folder."));
    connect(where, &QPushButton::clicked, this, &ExportDialog::chooseFile);
    QPushButton* close = addButton(QStringLiteral("closeButton"), tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    m_add = addButton(QStringLiteral("addToQueue"), tr("Export"), true);
    connect(m_add, &QPushButton::clicked, this, &ExportDialog::addToQueue);

    m_file = folder + QLatin1Char('/') + slug(subject.name) + suffix();
    showFormat();
    const double first = subject.project.dataset.firstTime(), last = subject.project.dataset.lastTime();
    m_preview->setProgress((subject.time - first) / std::max(last - first, 1e-300));
    m_add->setFocus();
}

QWidget* ExportDialog::makeSettings() {
    auto* side = new QWidget;
    side->setFixedWidth(372);
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(10);

    m_format = new SegmentedControl;
    m_format->setObjectName(QStringLiteral("format"));
    m_format->setAccessibleName(tr("Format"));
    m_format->addSegment(QStringLiteral("mp4"), tr("MP4"), tr("A film that plays everywhere"));
    m_format->addSegment(QStringLiteral("gif"), tr("GIF"), tr("A moving picture for web pages and slides"));
    m_format->addSegment(QStringLiteral("png"), tr("PNG frames"), tr("One numbered picture a frame"));
    m_format->addSegment(QStringLiteral("still"), tr("Still"), tr("One picture of the moment shown"));
    connect(m_format, &SegmentedControl::chosen, this, &ExportDialog::showFormat);
    layout->addWidget(m_format);
    layout->addSpacing(6);

    m_size = new QComboBox;
    m_size->setObjectName(QStringLiteral("size"));
    m_size->setFocusPolicy(Qt::TabFocus);
    for (const SizeChoice& size : kSizes)
        m_size->addItem(QStringLiteral("%1 × %2   %3").arg(size.width).arg(size.height).arg(tr(size.name)),
                        QSize(size.width, size.height));
    m_size->setCurrentIndex(1);
    m_rate = number(QStringLiteral("rate"), tr("frames / s"), 1, 120, 0, 30, tr("Pictures a second."));
    const double pass = m_subject.project.view.secondsPerPass;
    m_seconds = number(QStringLiteral("seconds"), tr("s"), 0.1, 3600, 1, pass + 0.5,
                       tr("Length of the film, the held end included."));
    const engine::Dataset& dataset = m_subject.project.dataset;
    const double first = dataset.firstTime(), last = dataset.lastTime();
    const int decimals = std::clamp(2 - int(std::floor(std::log10(std::max(last - first, 1e-9)))), 0, 6);
    m_from = number(QStringLiteral("from"), tr("from"), first, last, decimals, first,
                    tr("Time the film begins at; later than its end to run backwards."));
    m_to = number(QStringLiteral("to"), tr("to"), first, last, decimals, last, tr("Time the film ends at."));
    m_ends = new QComboBox;
    m_ends->setObjectName(QStringLiteral("ends"));
    m_ends->setFocusPolicy(Qt::TabFocus);
    for (const double hold : {0.0, 0.5, 1.0, 2.0})
        m_ends->addItem(
            hold == 0 ? tr("Stop with the last frame") : tr("Hold the last frame %1 s").arg(shortText(hold)), hold);
    m_ends->setCurrentIndex(1);
    m_quality = new QComboBox;
    m_quality->setObjectName(QStringLiteral("quality"));
    m_quality->setFocusPolicy(Qt::TabFocus);
    m_quality->setToolTip(tr("How finely a film keeps its picture; finer needs more room. GIF and PNG lose nothing."));
    m_quality->addItem(tr("High"), int(FilmQuality::High));
    m_quality->addItem(tr("Medium"), int(FilmQuality::Medium));
    m_quality->addItem(tr("Low, small file"), int(FilmQuality::Low));
    m_theme = new SegmentedControl;
    m_theme->setObjectName(QStringLiteral("exportTheme"));
    m_theme->addSegment(QStringLiteral("dark"), tr("Dark"));
    m_theme->addSegment(QStringLiteral("light"), tr("Light"));
    m_theme->setCurrent(m_subject.dark ? QStringLiteral("dark") : QStringLiteral("light"));
    layout->addLayout(row(tr("Size"), {m_size}));
    layout->addLayout(row(tr("Frame rate"), {m_rate}, &m_filmOnly));
    layout->addLayout(row(tr("Duration"), {m_seconds}, &m_filmOnly));
    layout->addLayout(row(tr("Time"), {m_from, m_to}, &m_filmOnly));
    layout->addLayout(row(tr("Ends"), {m_ends}, &m_filmOnly));
    layout->addLayout(row(tr("Quality"), {m_quality}, &m_lossyOnly));
    layout->addLayout(row(tr("Theme"), {m_theme}));
    auto* line = new QWidget;
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    layout->addSpacing(6);
    layout->addWidget(line);
    layout->addSpacing(6);
    const auto check = [&](const QString& objectName, const QString& text, bool on) {
        auto* box = new QCheckBox(text);
        box->setObjectName(objectName);
        box->setChecked(on);
        connect(box, &QCheckBox::toggled, this, &ExportDialog::describe);
        layout->addWidget(box);
        return box;
    };
    m_axes = check(QStringLiteral("axesAndLegend"), tr("Axes and legend"), true);
    m_clock = check(QStringLiteral("clock"), tr("Clock"), true);
    m_title = check(QStringLiteral("titleAndCaption"), tr("Title"), false);
    m_panes = check(QStringLiteral("allPanes"), tr("All panes"), true);
    m_panes->setToolTip(tr("All panes beside each other, or only the active one."));
    m_panes->setVisible(m_subject.project.runs.size() > 1);
    layout->addStretch(1);
    m_summary = makeExplanation({});
    m_summary->setObjectName(QStringLiteral("exportSummary"));
    layout->addWidget(m_summary);

    connect(m_size, &QComboBox::activated, this, &ExportDialog::describe);
    connect(m_ends, &QComboBox::activated, this, &ExportDialog::describe);
    connect(m_quality, &QComboBox::activated, this, &ExportDialog::describe);
    connect(m_theme, &SegmentedControl::chosen, this, &ExportDialog::describe);
    for (NumberField* field : {m_rate, m_seconds, m_from, m_to})
        connect(field, &NumberField::committed, this, &ExportDialog::describe);
    return side;
}

bool ExportDialog::isStill() const { return m_format->current() == QLatin1String("still"); }

QString ExportDialog::suffix() const {
    const QString format = m_format->current();
    return format == QLatin1String("gif")     ? QStringLiteral(".gif")
           : format == QLatin1String("png")   ? QStringLiteral("-%04d.png")
           : format == QLatin1String("still") ? QStringLiteral("-still.png")
                                              : QStringLiteral(".mp4");
}

AnimationSettings ExportDialog::settings() const {
    AnimationSettings s;
    const QSize size = m_size->currentData().toSize();
    s.width = size.width();
    s.height = size.height();
    s.framesPerSecond = m_rate->value();
    s.seconds = m_seconds->value();
    s.holdLast = std::min(m_ends->currentData().toDouble(), s.seconds / 2);
    s.quality = FilmQuality(m_quality->currentData().toInt());
    s.theme = m_theme->current() == QLatin1String("dark") ? darkTheme() : lightTheme();
    s.extras.clock = m_clock->isChecked();
    s.extras.title = m_title->isChecked();
    s.from = m_from->value();
    s.to = m_to->value();
    return s;
}

ExportOrder ExportDialog::order() const {
    ExportOrder order{m_subject.project, settings(), m_file, {}};
    if (!m_panes->isChecked())
        order.project.runs = {m_subject.project.run()};
    order.project.view.layers.axes = order.project.view.layers.axes && m_axes->isChecked();
    order.project.view.layers.legend = order.project.view.layers.legend && m_axes->isChecked();
    if (isStill()) {
        const AnimationSettings& s = order.settings;
        order.stillTime = *s.from + (*s.to - *s.from) * s.progressAt(m_preview->frame());
    }
    return order;
}

std::vector<SceneResults> ExportDialog::results() const {
    if (m_panes->isChecked())
        return m_subject.results;
    return {m_subject.results[m_subject.project.activeIndex()]};
}

void ExportDialog::showFormat() {
    if (m_format->current() == QLatin1String("gif") && m_size->currentIndex() == 1)
        m_size->setCurrentIndex(int(std::size(kSizes)) - 1); // large GIFs are unwieldy
    for (QWidget* widget : std::as_const(m_filmOnly))
        widget->setEnabled(!isStill());
    for (QWidget* widget : std::as_const(m_lossyOnly))
        widget->setEnabled(m_format->current() == QLatin1String("mp4"));
    const QFileInfo file(m_file);
    QString base = file.fileName();
    for (const char* ending : {"-%04d.png", "-still.png", ".mp4", ".gif"})
        if (base.endsWith(QLatin1String(ending)))
            base.chop(int(qstrlen(ending)));
    setFile(file.path() + QLatin1Char('/') + base + suffix());
    describe();
}

QString ExportDialog::freeName(const QString& file) const {
    const auto taken = [this](const QString& path) {
        const auto& jobs = m_queue.jobs();
        return QFile::exists(path) ||
               QFile::exists(QString(path).replace(QLatin1String("%04d"), QLatin1String("0001"))) ||
               std::any_of(jobs.begin(), jobs.end(),
                           [&](const ExportQueue::Job& job) { return job.order.output == path; });
    };
    const QString base = file.chopped(suffix().size());
    QString free = file;
    for (int i = 2; taken(free); ++i)
        free = QStringLiteral("%1-%2%3").arg(base).arg(i).arg(suffix());
    return free;
}

void ExportDialog::setFile(const QString& wanted) {
    const QString file = wanted.endsWith(suffix()) ? freeName(wanted) : wanted;
    m_file = file;
    const QString kind = file.endsWith(QLatin1String(".mp4"))   ? tr("H.264")
                         : file.endsWith(QLatin1String(".gif")) ? tr("GIF")
                                                                : tr("PNG");
    const QFileInfo info(file);
    note()->setText(QFontMetrics(note()->font())
                        .elidedText(QStringLiteral("%1 · %2/%3").arg(kind, info.dir().dirName(), info.fileName()),
                                    Qt::ElideMiddle, 420));
    note()->setToolTip(file);
}

void ExportDialog::describe() {
    const AnimationSettings s = settings();
    const int frames = isStill() ? 1 : s.frameCount();
    const ExportEstimate estimate = exportEstimate(s, m_format->current());
    m_summary->setText(tr("%1, about %2, about %3.\nThe file shows what the stage shows.")
                           .arg(isStill() ? tr("One picture") : tr("%1 frames").arg(countLabel(frames)),
                                QLocale::c().formattedDataSize(qint64(estimate.bytes), 0, QLocale::DataSizeSIFormat),
                                durationText(estimate.seconds)));
    m_preview->show(order(), results());
}

void ExportDialog::addToQueue() {
    m_queue.add(order());
    setFile(m_file); // the next one gets a name of its own
}

void ExportDialog::chooseFile() {
    auto* dialog = new QFileDialog(this, tr("Export as"), QFileInfo(m_file).path());
    dialog->setObjectName(QStringLiteral("exportFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(QFileInfo(m_file).fileName());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        setFile(path.endsWith(suffix())
                    ? path
                    : QFileInfo(path).path() + QLatin1Char('/') + QFileInfo(path).completeBaseName() + suffix());
    });
    dialog->open();
}

} // namespace ui
