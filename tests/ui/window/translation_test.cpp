// Every word a person reads goes through tr(): under a translator that marks what it translates, nothing is unmarked.
#include "engine/data/synthetic.h"
#include "engine/verification/closed_form_case.h"
#include "tests/support/test_registry.h"
#include "tests/ui/studio/whole_studio.h"
#include "ui/document/engine_words.h"
#include "ui/studio/stage_controller.h"
#include "ui/view/scene_view.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QTabBar>
#include <QTextDocumentFragment>
#include <QTranslator>

namespace {

/// Answers every text with itself between marks.
class MarkingTranslator : public QTranslator {
public:
    QString translate(const char*, const char* text, const char*, int) const override {
        return *text ? QStringLiteral("«%1»").arg(QString::fromUtf8(text)) : QString();
    }
    bool isEmpty() const override { return false; }
};

/// What is left of a text without all that is marked, and without what is the same in every language: numbers, symbols,
/// units, names of methods and closed forms, paths of files, keys.
QString unmarked(QString text) {
    if (Qt::mightBeRichText(text))
        text = QTextDocumentFragment::fromHtml(text).toPlainText();
    static const QRegularExpression innermost(QStringLiteral("«[^«»]*»"));
    while (text.contains(innermost))
        text.replace(innermost, QStringLiteral(" "));
    static const QRegularExpression same(QStringLiteral(
        "[~\\w]*/[\\w/.-]+|[TUC]\\d+b?-[a-z]+|(?<!\\pL)(e?u?AM|e\\+uAM|cAM|Kinetoscope|Ctrl|Shift|Alt|Space|Home|End|Del|Return|Esc|Tab|Ins|Left|Right|Up|"
        "Down|PgUp|PgDown|Backspace|F\\d+|px|fps|MMD|AMSGrad|Adam|SiLU|CSV|SVG|PDF|PNG|GIF|APNG|MP4|WebM|log|sin|cos|exp)(?!\\pL)"));
    text.replace(same, QStringLiteral(" "));
    static const QRegularExpression word(QStringLiteral("\\pL[\\pL'-]{2,}"));
    const QRegularExpressionMatch found = word.match(text);
    return found.hasMatch() ? text.simplified() : QString();
}

QString pathOf(const QWidget* widget) {
    QString path;
    for (const QWidget* at = widget; at && path.size() < 90; at = at->parentWidget())
        path = QStringLiteral("/%1:%2").arg(QLatin1String(at->metaObject()->className()), at->objectName()) + path;
    return path;
}

} // namespace

class TranslationTest : public QObject {
    Q_OBJECT

    MarkingTranslator m_translator;
    std::unique_ptr<tests::WholeStudio> m_studio;
    QStringList m_problems;
    int m_checked = 0;

    QAction& action(const char* id) { return *m_studio->window().actions()[id]; }
    ui::Studio& studio() { return m_studio->program.studio(); }

    /// The title of the data is theirs.
    QString withoutData(QString text) { return text.remove(QString::fromStdString(m_studio->project().dataset.title)); }
    void check(const QString& text, const QString& where) {
        m_checked += text.contains(QChar(u'«'));
        const QString left = unmarked(withoutData(text));
        if (!left.isEmpty())
            m_problems += QStringLiteral("%1: “%2”").arg(where, left);
    }
    void check(const QWidget& window) {
        QList<QWidget*> all = window.findChildren<QWidget*>();
        all.prepend(const_cast<QWidget*>(&window));
        for (const QWidget* widget : std::as_const(all)) {
            const QString path = pathOf(widget);
            check(widget->toolTip(), path + " tip");
            check(widget->accessibleName(), path + " name");
            check(widget->accessibleDescription(), path + " description");
            if (!widget->isVisibleTo(&window))
                continue;
            check(widget->isWindow() || widget->inherits("QDockWidget") ? widget->windowTitle() : QString(),
                  path + " title");
            if (const auto* label = qobject_cast<const QLabel*>(widget))
                check(label->text(), path);
            if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
                check(button->text(), path);
            if (const auto* group = qobject_cast<const QGroupBox*>(widget))
                check(group->title(), path);
            if (const auto* field = qobject_cast<const QLineEdit*>(widget))
                check(field->placeholderText(), path + " placeholder");
            if (const auto* spin = qobject_cast<const QAbstractSpinBox*>(widget))
                check(spin->specialValueText(), path + " special");
            if (const auto* box = qobject_cast<const QComboBox*>(widget))
                for (int i = 0; i < box->count(); ++i)
                    check(box->itemText(i), path + " choice");
            if (const auto* tabs = qobject_cast<const QTabBar*>(widget))
                for (int i = 0; i < tabs->count(); ++i)
                    check(tabs->tabText(i), path + " tab");
            if (const auto* view = qobject_cast<const QAbstractItemView*>(widget); view && view->model())
                for (const Qt::Orientation direction : {Qt::Horizontal, Qt::Vertical})
                    for (int i = 0; i < (direction == Qt::Horizontal ? view->model()->columnCount()
                                                                     : view->model()->rowCount());
                         ++i)
                        check(view->model()->headerData(i, direction).toString(), path + " header");
        }
    }
    void checkLegend() {
        for (const ui::LegendEntry& entry : studio().stage().view().state().legend)
            check(QString::fromStdString(entry.text), QStringLiteral("legend"));
    }
    void open(const char* example) {
        studio().documents().openExample(example);
        studio().training().setWanted(false);
    }
    void train() {
        auto& training = studio().training();
        training.trainSteps(5);
        QTRY_VERIFY_WITH_TIMEOUT(training.run() && training.run()->step == 5 && training.run()->checkpoint &&
                                     training.run()->trajectories,
                                 60'000);
    }
    void finish(int atLeast) {
        m_problems.removeDuplicates();
        QVERIFY2(m_problems.isEmpty(), qPrintable("\n" + m_problems.join('\n')));
        QVERIFY2(m_checked >= atLeast, qPrintable(QString::number(m_checked)));
    }

private slots:
    void init() {
        QVERIFY(QCoreApplication::installTranslator(&m_translator));
        m_studio = std::make_unique<tests::WholeStudio>();
        m_problems.clear();
        m_checked = 0;
    }
    void cleanup() {
        m_studio.reset();
        QCoreApplication::removeTranslator(&m_translator);
    }

    void theCheckSeesWhatIsNotTranslated() {
        QCOMPARE(unmarked(QStringLiteral("«Noise» σ, eAM, 20 px")), QString());
        QCOMPARE(unmarked(QStringLiteral("«Held out, «t 0.5»»")), QString());
        QCOMPARE(unmarked(QStringLiteral("<b>«Noise»</b> level")), QStringLiteral("level"));
        QCOMPARE(unmarked(QStringLiteral("Particles")), QStringLiteral("Particles"));
    }

    /// The engine's fixed words are on the list that translators get.
    void theWordsOfTheEngineAreKnown() {
        for (const engine::SyntheticExample& example : engine::syntheticExamples())
            for (const std::string& words : {example.title, example.description, example.tag})
                QVERIFY2(ui::isKnownToTranslators(words) || unmarked(QString::fromStdString(words)).isEmpty(),
                         words.c_str());
        for (const engine::ClosedFormCase& form : engine::closedFormCases())
            QVERIFY2(ui::isKnownToTranslators(form.what), form.what.c_str());
        QVERIFY(!ui::isKnownToTranslators("Something else"));
    }

    void everyActionIsTranslated() {
        for (const QAction* action : m_studio->window().actions().all()) {
            check(action->text(), action->objectName());
            check(action->statusTip(), action->objectName());
            check(action->toolTip(), action->objectName());
        }
        finish(200);
    }

    void everythingInTheWindowIsTranslated() {
        check(m_studio->window());
        open("split");
        for (const char* tool : {"brushTool", "eraserTool", "lineTool", "stampTool", "polygonTool", "selectTool"}) {
            action(tool).trigger();
            check(m_studio->window());
        }
        train();
        check(m_studio->window());
        open("three-ways");
        check(m_studio->window());
        action("newSpaceDrawing").trigger();
        action("brushTool").trigger();
        check(m_studio->window());
        finish(500);
    }

    void everyWordOfTheLegendIsTranslated() {
        open("split");
        train();
        const auto show = [&](engine::PlaneQuantity quantity, ui::ParticleColors colors) {
            m_studio->program.document().edit(QStringLiteral("Show"), [&](ui::Project& p) {
                ui::LayerChoices& layers = p.view.layers;
                layers.velocity = layers.field = layers.density = layers.streams = layers.unreached = layers.truth =
                    true;
                p.view.styles.field = quantity;
                p.view.styles.colors = colors;
                p.dataset.snapshots[1].heldOut = true;
            });
        };
        const auto& state = studio().stage().view().state();
        show(engine::PlaneQuantity::Action, ui::ParticleColors::Automatic);
        QTRY_VERIFY_WITH_TIMEOUT(state.field.samples, 60'000);
        checkLegend();
        for (const engine::PlaneQuantity quantity : engine::kPlaneQuantities) {
            if (!state.field.samples || !state.field.samples->has(quantity))
                continue;
            show(quantity, ui::ParticleColors::Automatic);
            QTRY_COMPARE(state.field.quantity, quantity);
            checkLegend();
        }
        for (const ui::ParticleColors colors :
             {ui::ParticleColors::Speed, ui::ParticleColors::Density, ui::ParticleColors::Start}) {
            show(engine::PlaneQuantity::Action, colors);
            QTRY_VERIFY(state.motion.coloring != ui::ParticleColoring::Plain);
            checkLegend();
        }
        finish(40);
    }

    void everythingInTheDialogsIsTranslated() {
        open("split");
        train();
        for (const char* id : {"preferences", "about", "shortcuts", "help", "exportAnimation", "verifyInstallation",
                               "showResults", "findCommand"}) {
            QTRY_VERIFY2(action(id).isEnabled(), id);
            action(id).trigger();
            QWidget* dialog = nullptr;
            for (QWidget* widget : QApplication::topLevelWidgets())
                if (widget->isVisible() && qobject_cast<QDialog*>(widget))
                    dialog = widget;
            const int before = m_checked;
            check(dialog ? *dialog : m_studio->window());
            QVERIFY2(m_checked > before + 2, id);
            if (dialog)
                dialog->close();
        }
        finish(150);
    }
};

KINETOSCOPE_TEST(TranslationTest)

#include "translation_test.moc"
