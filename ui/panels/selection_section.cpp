#include "ui/panels/selection_section.h"

#include "ui/panels/field_rows.h"
#include "ui/style/numbers.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/segmented_control.h"
#include "ui/window/actions.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>
#include <vector>

namespace ui {

namespace {

constexpr int kDecimals = 9;
constexpr double kSmallest = 1e-9; // that the fields tell apart
constexpr const char* kAbout[] = {"turnAboutFirst", "turnAboutSecond", "turnAboutThird"};

NumberField* makeLength(const char* objectName, double low, const QString& why) {
    NumberField* field = makeNumber(QLatin1String(objectName), {}, low, 1e9, kDecimals, 0.1, why);
    field->setShortest(true);
    return field;
}

QToolButton* makeButton(QAction* action, const QString& text) {
    auto* button = new QToolButton;
    button->setObjectName(action->objectName() + QStringLiteral("Button"));
    action->setIconText(text); // a button takes that, here and whenever the action changes
    button->setDefaultAction(action);
    button->setProperty("card", true);
    button->setFont(textFont(TextSize::Small));
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::TabFocus);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    return button;
}

} // namespace

SelectionSection::SelectionSection(const Actions& actions, QWidget* parent) : Section(tr("Selection"), parent) {
    setObjectName(QStringLiteral("selectionSection"));
    m_empty = makeExplanation({});
    const auto showKeys = [this, all = actions["selectAll"]] {
        const QString keys = Actions::keyText(all);
        m_empty->setText(keys.isEmpty()
                             ? tr("No point is selected. Draw a line or a box around some.")
                             : tr("No point is selected. Draw a line or a box around some, or press %1 for all.")
                                   .arg(keys));
    };
    connect(&actions, &Actions::shortcutsChanged, this, showKeys);
    showKeys();
    makeFields();
    contents()->addWidget(m_empty);
    contents()->addWidget(m_body);
    using Choices = std::vector<std::pair<const char*, QString>>;
    for (const Choices& choices :
         {Choices{{"selectAll", tr("All")}, {"selectNone", tr("None")}, {"invertSelection", tr("Invert")}},
          Choices{{"duplicatePoints", tr("Duplicate")}, {"deletePoints", tr("Delete")}}}) {
        auto* line = new QHBoxLayout;
        line->setSpacing(8);
        for (const auto& [id, text] : choices)
            line->addWidget(makeButton(actions[id], text), 1);
        contents()->addLayout(line);
    }

    for (const auto& fields : {m_middle, m_size})
        for (NumberField* field : fields)
            connect(field, &NumberField::committed, this, &SelectionSection::commit);
    connect(m_turn, &NumberField::committed, this, [this](double angle) {
        if (angle == 0)
            return;
        int axis = 2;
        for (int k = 0; k < 3 && !m_aboutRow->isHidden(); ++k)
            if (m_about->current() == QLatin1String(kAbout[k]))
                axis = k;
        emit turnWanted(angle, axis);
        m_turn->show(0);
    });
    connect(m_snapshot, &QComboBox::activated, this, &SelectionSection::snapshotWanted);
    showAxes({QStringLiteral("x"), QStringLiteral("y")});
    showBox({}, 0);
}

void SelectionSection::makeFields() {
    const QString middle = tr("The middle of the selection along this axis, in the units of the data.");
    const QString size = tr("How far the selection extends along this axis, in the units of the data.");
    m_middle = {makeLength("selectionX", -1e9, middle), makeLength("selectionY", -1e9, middle),
                makeLength("selectionZ", -1e9, middle)};
    m_size = {makeLength("selectionWidth", 0, size), makeLength("selectionHeight", 0, size),
              makeLength("selectionDepth", 0, size)};
    m_turn = makeNumber(QStringLiteral("selectionTurn"), QStringLiteral("°"), -360, 360, 2, 15,
                        tr("Turns the selection about its middle, counter-clockwise; then it reads 0 again."));
    m_turn->setShortest(true);
    m_about = new SegmentedControl;
    m_about->setObjectName(QStringLiteral("selectionAbout"));
    m_about->setAccessibleName(tr("Axis to turn about"));
    for (const char* id : kAbout)
        m_about->addSegment(QLatin1String(id), {}, tr("Turn about this axis"));
    m_about->segment(QLatin1String(kAbout[2]))->setAccessibleName(tr("About the third axis")); // until it has a name
    m_about->setCurrent(QLatin1String(kAbout[2]));
    m_snapshot = makeCombo(QStringLiteral("selectionSnapshot"),
                           tr("The snapshot the points belong to. Another one gives them its time and colour."));
    const QString label = QStringLiteral("-"); // until the axes are known
    m_thirdMiddle = fieldRows({{label, m_middle[2]}});
    m_thirdSize = fieldRows({{label, m_size[2]}});
    m_aboutRow = fieldRows({{tr("Turn about"), m_about}});
    m_body = fieldRows({{label, m_middle[0]},
                        {label, m_middle[1]},
                        {{}, m_thirdMiddle},
                        {label, m_size[0]},
                        {label, m_size[1]},
                        {{}, m_thirdSize},
                        {{}, m_aboutRow},
                        {tr("Turn by"), m_turn},
                        {tr("Snapshot"), m_snapshot}});
}

void SelectionSection::showAxes(const QStringList& names) {
    for (int k = 0; k < int(std::min<qsizetype>(3, names.size())); ++k) {
        relabel(m_middle[std::size_t(k)], tr("Middle %1").arg(names[k]));
        relabel(m_size[std::size_t(k)], tr("Size %1").arg(names[k]));
        m_about->segment(QLatin1String(kAbout[k]))->setText(names[k]);
        m_about->segment(QLatin1String(kAbout[k]))->setAccessibleName(tr("About %1").arg(names[k]));
    }
    for (QWidget* row : {m_thirdMiddle, m_thirdSize, m_aboutRow})
        row->setVisible(names.size() > 2);
}

void SelectionSection::commit() {
    if (m_box.isEmpty())
        return;
    // What was not typed stays as exact as it is, and is not rounded to what the field shows.
    const auto wanted = [](const std::array<NumberField*, 3>& fields, engine::Vector present) {
        for (std::size_t k = 0; k < std::size_t(present.size()); ++k)
            if (const double typed = fields[k]->value(); std::abs(typed - present[Eigen::Index(k)]) >= kSmallest)
                present[Eigen::Index(k)] = typed;
        return present;
    };
    emit boxWanted(wanted(m_middle, m_box.center()), wanted(m_size, m_box.upper - m_box.lower));
}

void SelectionSection::showBox(const engine::Bounds& box, std::int64_t count) {
    m_empty->setVisible(box.isEmpty());
    m_body->setVisible(!box.isEmpty());
    setValue(count == 0 ? tr("none") : count == 1 ? tr("1 point") : tr("%1 points").arg(countLabel(count)));
    m_box = box;
    for (Eigen::Index k = 0; k < box.lower.size(); ++k) {
        const double size = box.upper[k] - box.lower[k];
        m_middle[std::size_t(k)]->show(box.center()[k]);
        m_size[std::size_t(k)]->show(size);
        m_size[std::size_t(k)]->setEnabled(size > 0);
    }
}

void SelectionSection::showSnapshots(const QStringList& names, int current) {
    QStringList shown;
    for (int i = 0; i < m_snapshot->count(); ++i)
        shown += m_snapshot->itemText(i);
    if (shown != names) {
        m_snapshot->clear();
        m_snapshot->addItems(names);
    }
    m_snapshot->setCurrentIndex(current);
}

} // namespace ui
