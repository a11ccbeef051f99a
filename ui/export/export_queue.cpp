#include "ui/export/export_queue.h"

#include "ui/document/engine_words.h"
#include "ui/document/project_file.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QTimer>
#include <algorithm>

namespace ui {

namespace {

constexpr int kPatience = 3000; // milliseconds a process has to end by itself

QString number(double value) { return QString::number(value, 'g', 12); }

} // namespace

ExportQueue::ExportQueue(const QString& program, QObject* parent) : QObject(parent), m_program(program) {}

ExportQueue::~ExportQueue() {
    if (!m_process)
        return;
    m_process->disconnect(this);
    m_process->terminate(); // removes what it has begun
    if (!m_process->waitForFinished(kPatience))
        m_process->kill();
    m_process->waitForFinished(kPatience);
}

QStringList ExportQueue::arguments(const ExportOrder& order, const QString& copy) {
    const AnimationSettings& s = order.settings;
    QStringList words = {copy,
                         "-o",
                         order.output,
                         "--size",
                         QStringLiteral("%1x%2").arg(s.width).arg(s.height),
                         "--theme",
                         s.theme.dark ? "dark" : "light"};
    if (order.stillTime) {
        words << "--time" << number(*order.stillTime);
    } else {
        words << "--fps" << number(s.framesPerSecond) << "--seconds" << number(s.seconds) << "--hold"
              << number(s.holdLast);
        if (s.quality != FilmQuality::High)
            words << "--quality" << (s.quality == FilmQuality::Low ? "low" : "medium");
        if (s.from)
            words << "--from" << number(*s.from);
        if (s.to)
            words << "--to" << number(*s.to);
    }
    if (!s.extras.clock)
        words << "--no-clock";
    if (s.extras.title)
        words << "--title";
    return words;
}

bool ExportQueue::readProgress(const QString& line, Job& job) {
    static const QRegularExpression frames(QStringLiteral("frame (\\d+) of (\\d+)"));
    static const QRegularExpression left(QStringLiteral("(?:(\\d+) h )?(?:(\\d+) min )?(?:(\\d+) s )?left"));
    const auto match = frames.match(line);
    if (!match.hasMatch())
        return false;
    job.frame = match.captured(1).toInt();
    job.frames = match.captured(2).toInt();
    const auto time = left.match(line);
    const double seconds = time.captured(1).toInt() * 3600 + time.captured(2).toInt() * 60 + time.captured(3).toInt();
    job.secondsLeft = time.hasMatch() && time.capturedLength() > 4 ? seconds : -1;
    return true;
}

int ExportQueue::add(const ExportOrder& order) {
    Job job;
    job.id = ++m_ids;
    job.order = order;
    job.frames = order.stillTime ? 1 : order.settings.frameCount();
    m_jobs += job;
    emit changed();
    startNext();
    return job.id;
}

ExportQueue::Job* ExportQueue::job(int id) {
    const auto found = std::find_if(m_jobs.begin(), m_jobs.end(), [id](const Job& job) { return job.id == id; });
    return found == m_jobs.end() ? nullptr : &*found;
}

bool ExportQueue::isBusy() const {
    return std::any_of(m_jobs.begin(), m_jobs.end(),
                       [](const Job& job) { return job.state == State::Waiting || job.state == State::Writing; });
}

void ExportQueue::startNext() {
    if (m_running != 0)
        return;
    const auto next =
        std::find_if(m_jobs.begin(), m_jobs.end(), [](const Job& job) { return job.state == State::Waiting; });
    if (next == m_jobs.end())
        return;
    next->state = State::Writing;
    m_running = next->id;
    m_lastWords.clear();
    const QString copy = m_copies.filePath(QStringLiteral("%1%2").arg(next->id).arg(QLatin1String(kProjectSuffix)));
    m_saving.run(
        [project = next->order.project, copy](std::stop_token) {
            writeProject(project, copy);
            return true;
        },
        [this, id = next->id, copy](Outcome<bool> outcome) {
            if (id != m_running)
                return; // cancelled meanwhile
            if (outcome.error) {
                m_lastWords = translated(*outcome.error);
                end(1, QProcess::NormalExit);
            } else {
                begin(id, copy);
            }
        });
    emit changed();
}

void ExportQueue::begin(int id, const QString& copy) {
    m_process = std::make_unique<QProcess>();
    m_process->setReadChannel(QProcess::StandardError);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("KINETOSCOPE_PROGRESS_MS"), QStringLiteral("200"));
    m_process->setProcessEnvironment(environment);
    connect(m_process.get(), &QProcess::readyReadStandardError, this, &ExportQueue::readErrors);
    connect(m_process.get(), &QProcess::finished, this, &ExportQueue::end);
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return; // `finished` follows
        m_lastWords = tr("The program %1 could not be started.").arg(m_program);
        end(1, QProcess::NormalExit);
    });
    m_process->start(m_program, QStringList{QStringLiteral("render")} + arguments(job(id)->order, copy));
}

void ExportQueue::readErrors() {
    Job* running = job(m_running);
    if (!m_process || !running)
        return;
    bool news = false;
    while (m_process->canReadLine()) { // of the error channel: it is the current one
        const QString line = QString::fromUtf8(m_process->readLine()).trimmed();
        if (readProgress(line, *running))
            news = true;
        else if (!line.isEmpty())
            m_lastWords = m_lastWords.isEmpty() ? line : m_lastWords + QLatin1Char(' ') + line;
    }
    if (news)
        emit changed();
}

void ExportQueue::end(int exitCode, QProcess::ExitStatus status) {
    readErrors();
    Job* ended = job(m_running);
    m_running = 0;
    if (m_process)
        m_process.release()->deleteLater(); // it is the one that called
    if (ended && ended->state == State::Writing) {
        const QString output = ended->order.output;
        if (exitCode == 0 && status == QProcess::NormalExit) {
            ended->state = State::Done;
            ended->frame = ended->frames;
            ended->bytes = QFileInfo(output).size();
            emit finished(output);
        } else {
            ended->state = State::Failed;
            ended->problem = m_lastWords.isEmpty() ? tr("It ended without a word (%1).").arg(exitCode) : m_lastWords;
            if (ended->problem.startsWith(QLatin1String("kinetoscope: ")))
                ended->problem.remove(0, 13);
            emit failed(output, ended->problem);
        }
    }
    emit changed();
    startNext();
}

void ExportQueue::cancel(int id) {
    Job* job = this->job(id);
    if (!job)
        return;
    if (job->state == State::Writing) {
        job->state = State::Cancelled;
        if (m_process) {
            m_process->terminate();
            QTimer::singleShot(kPatience, m_process.get(), &QProcess::kill);
        } else {
            m_running = 0;
            startNext();
        }
    } else if (job->state == State::Waiting) {
        job->state = State::Cancelled;
    } else {
        m_jobs.removeIf([id](const Job& job) { return job.id == id; });
    }
    emit changed();
}

} // namespace ui
