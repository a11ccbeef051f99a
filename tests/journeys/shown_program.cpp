#include "tests/journeys/shown_program.h"

#include "ui/panels/message_bar.h"
#include "ui/window/actions.h"
#include "ui/window/stage_area.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QLineEdit>
#include <QMimeData>
#include <QMouseEvent>
#include <QScreen>
#include <numbers>

namespace tests {

QString Home::write(const QString& name, const QByteArray& content) const {
    QFile file(this->file(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    return file.fileName();
}

ShownProgram::ShownProgram(const Home& home, const QStringList& files, QSize size)
    : m_program(std::make_unique<app::Application>(
          app::Application::Options{home.settingsFile(), home.recoveryFolder(), QStringLiteral(KINETOSCOPE_PROGRAM)})) {
    m_program->start(files);
    window().setWindowState(Qt::WindowNoState);
    window().setGeometry(QRect(QPoint(0, 0), size));
    if (!QTest::qWaitForWindowExposed(&window()))
        qFatal("the window does not appear");
    window().activateWindow();
    if (!QTest::qWaitForWindowActive(&window()))
        qFatal("the window does not become active");
}

QAction& ShownProgram::action(const char* id) { return *window().actions()[id]; }

const ui::Message* ShownProgram::message(const QString& words) {
    for (const ui::Message& message : window().stage().messages()->messages())
        if (message.text.contains(words))
            return &message;
    return nullptr;
}

std::shared_ptr<const engine::Trajectories> ShownProgram::learnedMotion() {
    const auto& run = training().run();
    return run && !run->isPreview && run->step > 0 ? run->trajectories : nullptr;
}

QDialog* ShownProgram::dialog() const { return qobject_cast<QDialog*>(QApplication::activeModalWidget()); }

QWidget* ShownProgram::place() {
    QDialog* top = dialog();
    return top ? static_cast<QWidget*>(top) : &window();
}

bool ShownProgram::click(const QString& objectName) {
    QWidget* widget = find<QWidget>(objectName);
    return widget && click(widget);
}

bool ShownProgram::click(QWidget* widget, QPoint at) {
    if (!widget || !widget->isVisible() || !widget->isEnabled()) {
        qWarning("%s cannot be clicked", widget ? qPrintable(widget->objectName()) : "nothing");
        return false;
    }
    QTest::mouseClick(widget, Qt::LeftButton, {}, at);
    return true;
}

bool ShownProgram::activate() {
    QWidget* window = place();
    window->activateWindow(); // as a window manager does with the window on top
    const bool active = QTest::qWaitFor([window] { return QApplication::activeWindow() == window; });
    if (!active)
        qWarning("%s does not become active", qPrintable(window->objectName()));
    return active;
}

void ShownProgram::press(Qt::Key key, Qt::KeyboardModifiers modifiers) {
    activate();
    QWidget *window = place(), *focus = window->focusWidget();
    QTest::keyClick(focus ? focus : window, key, modifiers);
}

bool ShownProgram::type(const QString& objectName, const QString& text) {
    QWidget* field = find<QWidget>(objectName);
    if (!field || !field->isEnabled() || !activate())
        return false;
    field->setFocus(Qt::MouseFocusReason);
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Tab);
    return true;
}

bool ShownProgram::chooseFile(const QString& path) {
    auto* chooser = qobject_cast<QFileDialog*>(dialog());
    auto* field = find<QLineEdit>(QStringLiteral("fileNameEdit"));
    if (!chooser || !field)
        return false;
    // Not by keys: the list of suggestions comes at a moment of its own, and takes Enter and clicks.
    field->setText(path);
    QTest::keyClick(field, Qt::Key_Return);
    return chooser->result() == QDialog::Accepted;
}

void ShownProgram::drag(QWidget& widget, const std::vector<QPointF>& line, Qt::KeyboardModifiers modifiers) {
    QTest::mousePress(&widget, Qt::LeftButton, modifiers, line.front().toPoint());
    // Not QTest::mouseMove(): that moves the real pointer, and its event comes whenever the display sends it.
    for (const QPointF& at : line) {
        QMouseEvent move(QEvent::MouseMove, at, widget.mapToGlobal(at), Qt::NoButton, Qt::LeftButton, modifiers);
        QCoreApplication::sendEvent(&widget, &move);
        QCoreApplication::processEvents();
    }
    QTest::mouseRelease(&widget, Qt::LeftButton, modifiers, line.back().toPoint());
}

void ShownProgram::dragOnStage(const std::vector<Eigen::Vector2d>& line, Qt::KeyboardModifiers modifiers) {
    QCoreApplication::processEvents(); // what came before may have moved the stage
    std::vector<QPointF> pixels;
    for (const Eigen::Vector2d& point : line)
        pixels.push_back(stage().toPixel({point.x(), point.y(), 0}));
    drag(stage(), pixels, modifiers);
}

void ShownProgram::pointOnStage(const Eigen::Vector2d& place) {
    const QPointF at = stage().toPixel({place.x(), place.y(), 0});
    QMouseEvent move(QEvent::MouseMove, at, stage().mapToGlobal(at), Qt::NoButton, Qt::NoButton, {});
    QCoreApplication::sendEvent(&stage(), &move);
    QCoreApplication::processEvents();
}

void ShownProgram::drop(const QStringList& paths) {
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& path : paths)
        urls += QUrl::fromLocalFile(path);
    data.setUrls(urls);
    const QPoint at = window().rect().center();
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&window(), &enter);
    QDropEvent drop(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&window(), &drop);
}

QImage ShownProgram::picture() {
    return window().screen()->grabWindow(window().winId()).toImage().convertToFormat(QImage::Format_RGB32);
}

bool ShownProgram::keepPicture(const QString& name) {
    const QString folder = QStringLiteral(KINETOSCOPE_PICTURE_FOLDER);
    return QDir().mkpath(folder) &&
           picture().save(QStringLiteral("%1/%2-%3.png").arg(folder, name, qEnvironmentVariable("KINETOSCOPE_VIEW")));
}

bool ShownProgram::keepPictures(const QString& name) {
    const QRect before = window().geometry();
    bool kept = true;
    for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)}) {
        window().resize(size);
        for (const char* theme : {"dark", "light"}) {
            action(qstrcmp(theme, "dark") == 0 ? "themeDark" : "themeLight").trigger();
            kept = QTest::qWaitFor([&] { return window().size() == size; }) && kept;
            QTest::qWait(400); // until the last fade is over and a frame was drawn
            kept =
                keepPicture(QStringLiteral("%1-%2-%3").arg(name).arg(size.width()).arg(QLatin1String(theme))) && kept;
        }
    }
    window().setGeometry(before);
    action("themeDark").trigger();
    QTest::qWait(100);
    return kept;
}

std::vector<Eigen::Vector2d> circle(const Eigen::Vector2d& center, double radius, int corners) {
    std::vector<Eigen::Vector2d> line;
    for (int i = 0; i <= corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners;
        line.emplace_back(center + radius * Eigen::Vector2d(std::cos(angle), std::sin(angle)));
    }
    return line;
}

double difference(const QImage& a, const QImage& b) {
    double sum = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
            sum += std::abs(qRed(p) - qRed(q)) + std::abs(qGreen(p) - qGreen(q)) + std::abs(qBlue(p) - qBlue(q));
        }
    return sum / (3.0 * a.width() * a.height());
}

int warmPixels(const QImage& picture) {
    int count = 0;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x) {
            const QRgb pixel = picture.pixel(x, y);
            count += qRed(pixel) > 150 && qBlue(pixel) < qRed(pixel) - 60;
        }
    return count;
}

} // namespace tests
