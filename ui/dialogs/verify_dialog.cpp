#include "ui/dialogs/verify_dialog.h"

#include "ui/document/engine_words.h"
#include "ui/style/fonts.h"
#include "ui/style/icons.h"
#include "ui/style/numbers.h"
#include "ui/style/theme.h"
#include "ui/widgets/labels.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QPainter>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>
#include <array>

namespace ui {

namespace {

using State = VerificationRun::State;

constexpr int kRowHeight = 30, kMargin = 24;

/// Where the columns are in a row of this width; the words take what the numbers leave.
struct Columns {
    explicit Columns(const QRect& row) {
        constexpr int kWidths[] = {76, 76, 108, 108, 52, 72};
        int right = row.right() - 4;
        for (int i = int(numbers.size()) - 1; i >= 0; --i) {
            numbers[std::size_t(i)] = QRect(right - kWidths[i], row.top(), kWidths[i] - 8, row.height());
            right -= kWidths[i];
        }
        mark = QRect(row.left(), row.top() + (row.height() - 16) / 2, 16, 16);
        id = QRect(row.left() + 28, row.top(), 112, row.height());
        words = QRect(id.right() + 8, row.top(), right - 12 - id.right() - 8, row.height());
    }
    QRect mark, id, words;
    std::array<QRect, 6> numbers; ///< expected, obtained, velocity, growth, time, verdict
};

/// "0.84 / 2 %"
QString againstLimit(double error, double limit) {
    return QStringLiteral("%1 / %2 %").arg(fixedText(100 * error, 2), shortText(100 * limit));
}

class Header : public QWidget {
public:
    Header() { setFixedHeight(kRowHeight); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setFont(textFont(TextSize::Small));
        painter.setPen(theme().colors().textSecondary);
        const Columns columns(contentsRect());
        const auto left = Qt::AlignLeft | Qt::AlignVCenter, right = Qt::AlignRight | Qt::AlignVCenter;
        painter.drawText(columns.id, left, VerifyDialog::tr("Case"));
        painter.drawText(columns.words, left, VerifyDialog::tr("What is learned"));
        const QString titles[] = {
            VerifyDialog::tr("Expected"),       VerifyDialog::tr("Obtained"), VerifyDialog::tr("Velocity / limit"),
            VerifyDialog::tr("Growth / limit"), VerifyDialog::tr("Time"),     VerifyDialog::tr("Result")};
        for (std::size_t i = 0; i < columns.numbers.size(); ++i)
            painter.drawText(columns.numbers[i], right, titles[i]);
    }
};

} // namespace

/// One closed form: what it is, how far it is, and what came out.
class VerifyRow : public QWidget {
public:
    explicit VerifyRow(const VerificationRun::Case& c) : m_case(c) {
        setObjectName(QStringLiteral("verifyRow"));
        setFixedHeight(kRowHeight);
    }

    void showCase(const VerificationRun::Case& c) {
        if (c.state == m_case.state && c.part == m_case.part && !accessibleName().isEmpty())
            return;
        m_case = c;
        const engine::ClosedFormCase& form = *c.closedForm;
        QString tip = VerifyDialog::tr("%1 (%2): %3.")
                          .arg(QString::fromStdString(form.id), QString::fromUtf8(engine::name(form.dynamics.method)),
                               engineWords(form.what));
        if (form.vanishes)
            tip += VerifyDialog::tr(" Nothing moves: the error is relative to the deviation over the duration.");
        if (c.result.orbitError && c.state == State::Done)
            tip += VerifyDialog::tr(" Rate of the orbit to %1 %.").arg(shortText(100 * *c.result.orbitError, 2));
        if (c.state == State::Failed)
            tip += QLatin1Char(' ') + c.problem;
        setToolTip(tip);
        setAccessibleName(QStringLiteral("%1: %2").arg(QString::fromStdString(form.id), verdict()));
        setAccessibleDescription(tip);
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Colors& c = theme().colors();
        const Columns columns(rect());
        const bool bad = isBad(), done = m_case.state == State::Done, dim = !done && m_case.state != State::Running;
        const char* mark = bad ? "warn" : done ? "check" : m_case.state == State::Running ? "bolt" : "clock";
        paintIcon(&painter, QLatin1String(mark), columns.mark, bad ? c.error : done ? c.success : c.textSecondary);
        painter.setPen(dim ? c.textSecondary : c.text);
        painter.setFont(textFont(TextSize::Small, TextWeight::Semibold));
        painter.drawText(columns.id, Qt::AlignLeft | Qt::AlignVCenter, QString::fromStdString(m_case.closedForm->id));
        painter.setFont(textFont(TextSize::Small));
        painter.drawText(columns.words, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(engineWords(m_case.closedForm->what),
                                                          Qt::ElideRight, columns.words.width()));
        painter.setFont(numberFont(TextSize::Small));
        const auto write = [&](std::size_t column, const QString& text) {
            painter.drawText(columns.numbers[column], Qt::AlignRight | Qt::AlignVCenter, text);
        };
        write(0, fixedText(m_case.closedForm->energy, 4));
        if (done) {
            const engine::VerificationResult& r = m_case.result;
            const auto against = [&](std::size_t column, double error, double limit) {
                painter.setPen(error > limit ? c.error : c.text);
                write(column, againstLimit(error, limit));
            };
            write(1, fixedText(r.obtained, 4));
            against(2, r.velocityError, m_case.closedForm->velocityLimit);
            if (r.growthError)
                against(3, *r.growthError, m_case.closedForm->growthLimit);
            painter.setPen(c.text);
            write(4, VerifyDialog::tr("%1 s").arg(fixedText(r.seconds, 0)));
        }
        painter.setFont(textFont(TextSize::Small));
        painter.setPen(bad ? c.error : dim ? c.textSecondary : c.text);
        write(5, verdict());
        painter.setPen(c.border);
        painter.drawLine(QPointF(0, height() - 0.5), QPointF(width(), height() - 0.5));
    }

private:
    bool isBad() const {
        return m_case.state == State::Failed || (m_case.state == State::Done && !m_case.result.passed);
    }
    QString verdict() const {
        switch (m_case.state) {
        case State::Waiting:
            return VerifyDialog::tr("waiting");
        case State::Running:
            return VerifyDialog::tr("%1 %").arg(int(100 * m_case.part));
        case State::Cancelled:
            return VerifyDialog::tr("cancelled");
        default:
            return isBad() ? VerifyDialog::tr("failed") : VerifyDialog::tr("passed");
        }
    }

    VerificationRun::Case m_case;
};

/// How much of all is done.
class ProgressLine : public QWidget {
public:
    ProgressLine() { setFixedHeight(4); }
    void showPart(double part) {
        m_part = part;
        setAccessibleName(VerifyDialog::tr("%1 % done").arg(int(100 * part)));
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.fillRect(rect(), theme().colors().hover);
        painter.fillRect(QRectF(0, 0, m_part * width(), height()), theme().colors().accent);
    }

private:
    double m_part = 0;
};

VerifyDialog::VerifyDialog(VerificationRun& run, const QString& folder, QWidget* parent)
    : StudioDialog(tr("Verify this installation"), parent),
      m_run(run),
      m_folder(folder),
      m_scroll(new QScrollArea),
      m_progress(new ProgressLine) {
    setObjectName(QStringLiteral("verifyDialog"));
    auto* head = new QVBoxLayout;
    head->setContentsMargins(kMargin, 16, kMargin, 0);
    head->setSpacing(8);
    head->addWidget(makeExplanation(
        tr("Trains a new network on every population whose answer the theory gives in closed form, and compares. This "
           "takes some minutes. Nothing waits for it: close this dialog and go on working, training included.")));
    auto* header = new Header;
    head->addWidget(header);
    body()->addLayout(head);

    auto* sheet = new QWidget;
    auto* rows = new QVBoxLayout(sheet);
    rows->setContentsMargins(kMargin, 0, kMargin, 0);
    rows->setSpacing(0);
    for (const VerificationRun::Case& c : run.cases()) {
        m_rows.push_back(new VerifyRow(c));
        rows->addWidget(m_rows.back());
    }
    rows->addStretch(1);
    m_scroll->setWidget(sheet);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    header->setContentsMargins(0, 0, m_scroll->verticalScrollBar()->sizeHint().width(), 0); // columns above columns
    m_scroll->viewport()->setAutoFillBackground(false);
    sheet->setAutoFillBackground(false);
    body()->addWidget(m_scroll, 1);
    m_progress->setObjectName(QStringLiteral("verifyProgress"));
    body()->addWidget(m_progress);

    m_copy = addButton(QStringLiteral("copyButton"), tr("Copy result"));
    m_copy->setToolTip(tr("Copy the result as text."));
    connect(m_copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(m_run.report()); });
    m_save = addButton(QStringLiteral("saveButton"), tr("Save result…"));
    m_save->setToolTip(tr("Write the result to a text file."));
    connect(m_save, &QPushButton::clicked, this, &VerifyDialog::chooseFile);
    QPushButton* close = addButton(QStringLiteral("closeButton"), tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    m_start = addButton(QStringLiteral("startButton"), tr("Verify"), true);
    connect(m_start, &QPushButton::clicked, this, &VerifyDialog::startOrCancel);
    connect(&run, &VerificationRun::changed, this, &VerifyDialog::refresh);

    const QSize wanted(1000, 660);
    resize(wanted.boundedTo(parent ? parent->window()->size() - QSize(40, 40) : wanted));
    refresh();
    m_start->setFocus();
}

void VerifyDialog::startOrCancel() {
    if (m_run.isRunning()) {
        m_cancels = true;
        m_run.cancel();
        refresh();
    } else {
        m_run.start();
    }
}

void VerifyDialog::refresh() {
    const auto& cases = m_run.cases();
    for (std::size_t i = 0; i < cases.size(); ++i) {
        m_rows[i]->showCase(cases[i]);
        if (cases[i].state == State::Running && m_shown != int(i)) {
            m_shown = int(i);
            m_scroll->ensureWidgetVisible(m_rows[i], 0, 2 * kRowHeight);
        }
    }
    const bool running = m_run.isRunning();
    m_cancels = m_cancels && running;
    m_progress->showPart(m_run.part());
    m_start->setText(running ? tr("Cancel") : m_run.over() > 0 ? tr("Verify again") : tr("Verify"));
    m_start->setEnabled(!m_cancels);
    m_copy->setEnabled(m_run.over() > 0);
    m_save->setEnabled(m_run.over() > 0);
    QString words;
    if (m_run.over() > 0)
        words = tr("%1 of %2 passed").arg(m_run.passed()).arg(running ? m_run.over() : int(cases.size()));
    if (m_cancels)
        words = tr("Ending…");
    else if (const auto left = m_run.secondsLeft())
        words += (words.isEmpty() ? QString() : QStringLiteral(" · ")) + tr("%1 left").arg(durationText(*left));
    else if (running && words.isEmpty())
        words = tr("time left not known yet");
    note()->setText(words);
}

void VerifyDialog::chooseFile() {
    auto* dialog = new QFileDialog(this, tr("Save result"), m_folder, tr("Text files (*.txt)"));
    dialog->setObjectName(QStringLiteral("saveResultDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("txt"));
    dialog->selectFile(QStringLiteral("kinetoscope-verification.txt"));
    connect(dialog, &QFileDialog::fileSelected, this, &VerifyDialog::save);
    dialog->open();
}

void VerifyDialog::save(const QString& path) {
    QSaveFile file(path);
    const QByteArray text = m_run.report().toUtf8();
    const bool written = file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
    note()->setText(written ? tr("Saved %1").arg(QDir::toNativeSeparators(path))
                            : tr("Cannot write %1: %2").arg(QDir::toNativeSeparators(path), file.errorString()));
}

} // namespace ui
