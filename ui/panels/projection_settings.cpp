#include "ui/panels/projection_settings.h"

#include "engine/data/dataset.h"
#include "ui/panels/axes_star.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/section.h"
#include "ui/widgets/segmented_control.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

namespace {
constexpr int kMap = 2, kSpace = 3;
}

ProjectionSettings::ProjectionSettings(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_kind = new SegmentedControl;
    m_kind->setObjectName(QStringLiteral("pictureDimension"));
    m_kind->setAccessibleName(tr("Axes of the picture"));
    m_kind->addSegment(QStringLiteral("map"), tr("Map"), tr("Show two axes, seen from above."));
    m_kind->addSegment(QStringLiteral("space"), tr("Space"), tr("Show three axes, to be turned like a body."));
    connect(m_kind, &SegmentedControl::chosen, this, [this](const QString& id) {
        emit edited(tr("Axes of the picture"),
                    m_projection.withPictureDimension(id == QLatin1String("map") ? kMap : kSpace), true);
    });
    layout->addWidget(m_kind);
    for (int axis = 0; axis < kSpace; ++axis)
        layout->addWidget(makeRow(axis));
    m_star = new AxesStar;
    connect(m_star, &AxesStar::turned, this, [this](const Projection& projection, bool finished) {
        emit edited(tr("Turn the projection"), projection, finished);
    });
    layout->addWidget(m_star);
    m_why = makeExplanation(
        tr("Drag the end of an axis to turn it into the picture. The motion is learned along all axes."));
    layout->addWidget(m_why);
}

QWidget* ProjectionSettings::makeRow(int axis) {
    const QString letter = QString(QLatin1Char("xyz"[axis]));
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* label = makeLabel(tr("Along %1").arg(letter), TextSize::Small, Tone::Secondary);
    label->setFixedWidth(Section::kLabelWidth);
    auto* box = new QComboBox;
    box->setObjectName(QStringLiteral("pictureAxis") + letter.toUpper());
    box->setAccessibleName(tr("Axis along %1").arg(letter));
    box->setToolTip(tr("Which coordinate of the data the picture shows along %1.").arg(letter));
    box->setPlaceholderText(tr("turned"));
    box->setFont(textFont(TextSize::Small));
    box->setFocusPolicy(Qt::TabFocus);
    connect(box, &QComboBox::activated, this, [this, axis](int chosen) {
        emit edited(tr("Axes of the picture"), m_projection.withAxis(axis, chosen), true);
    });
    layout->addWidget(label);
    layout->addWidget(box, 1);
    m_rows += row;
    m_axes += box;
    return row;
}

void ProjectionSettings::show(const Project& project) {
    const int dimension = project.dataset.dimension();
    if (dimension < kSpace)
        return;
    m_projection = project.projection();
    QStringList names;
    for (const std::string& name : engine::namesOfAxes(project.dataset.axisNames, dimension))
        names += QString::fromStdString(name);
    const std::vector<int> axes = m_projection.axes();
    for (int k = 0; k < kSpace; ++k) {
        if (names != m_names) {
            m_axes[k]->clear();
            m_axes[k]->addItems(names);
        }
        m_rows[k]->setVisible(k < m_projection.pictureDimension());
        m_axes[k]->setCurrentIndex(std::size_t(k) < axes.size() ? axes[std::size_t(k)] : -1);
    }
    m_names = names;
    m_kind->setCurrent(m_projection.pictureDimension() == kMap ? QStringLiteral("map") : QStringLiteral("space"));
    const bool turns = dimension > m_projection.pictureDimension(); // in space, three dimensions turn with the camera
    m_star->setVisible(turns);
    m_why->setVisible(turns);
    m_star->show(m_projection, names);
    QStringList shown;
    for (const int axis : axes)
        shown += names[axis];
    m_words = shown.isEmpty() ? tr("turned") : shown.join(tr(", "));
}

} // namespace ui
