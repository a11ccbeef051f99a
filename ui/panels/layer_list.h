#pragma once

#include "engine/session/session_update.h"
#include "ui/document/project.h"

#include <QWidget>
#include <functional>
#include <vector>

class QCheckBox;
class QComboBox;
class QVBoxLayout;

namespace ui {

class Actions;
class LayerRow;
class SliderField;

/// The layers of the stage: one row each, and below a row that is opened how the layer is drawn. Shows a project and
/// says what a person wants changed; changes nothing itself.
class LayerList : public QWidget {
    Q_OBJECT

public:
    explicit LayerList(const Actions& actions, QWidget* parent = nullptr);

    void show(const Project& project);
    void showProgress(const engine::RunUpdate* run);
    using QWidget::show;
    /// How many layers there are, and how many of them are drawn.
    int count() const { return int(m_rows.size()) - (m_hasOverlay ? 0 : 1); }
    int shownCount() const;

signals:
    /// `text` names the step of the history. While a slider is dragged, and once when it is let go: `finished`.
    void viewEdited(const QString& text, const ui::ViewChoices& view, bool finished);

private:
    struct Row {
        LayerRow* row;
        QWidget* details = nullptr;
        SliderField* opacity = nullptr;
        double LayerStyles::Opacities::*opacityMember = nullptr;
    };
    struct Choice {
        QString name, toolTip;
    };

    Row& addRow(const Actions& actions, const char* id, const QString& name);
    QVBoxLayout* details(Row& row);
    void addOpacity(Row& row, double LayerStyles::Opacities::*member);
    QComboBox* addCombo(Row& row, const QString& objectName, const QString& label, const std::vector<Choice>& choices,
                        const QString& text, std::function<void(LayerStyles&, int)> change);
    QCheckBox* addCheck(Row& row, const QString& objectName, const QString& label, const QString& toolTip,
                        bool LayerStyles::*member);
    void addLine(Row& row, const QString& label, QWidget* control);
    void makeRows(const Actions& actions);
    void showColors(const Project& project);
    void showValues();
    void colorSwatches();
    void edit(const QString& text, bool finished, const std::function<void(LayerStyles&)>& change);

    ViewChoices m_view;
    engine::Method m_method = engine::Method::ActionMatching;
    bool m_inSpace = false; ///< three axes are shown
    bool m_isWhole = true;  ///< the data have no more dimensions than a map
    int m_panes = 1;
    bool m_knowsTruth = false; ///< of the newest plane samples
    bool m_hasOverlay = false; ///< there is a row for it then only
    QString m_grid;            ///< of the sampled velocity, in words
    QVBoxLayout* m_layout;
    std::vector<Row> m_rows;
    LayerRow *m_snapshots, *m_particles, *m_trails, *m_velocity, *m_field, *m_density, *m_streams, *m_unreached,
        *m_truth, *m_sparks, *m_overlay;
    QComboBox *m_colors, *m_trailSide, *m_arrows, *m_quantity, *m_densityStyle, *m_streamStyle;
    QCheckBox *m_contours, *m_relief;
};

} // namespace ui
