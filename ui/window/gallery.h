#pragma once

#include "ui/document/background.h"

#include <QStringList>
#include <QVector>
#include <QWidget>

class QGridLayout;
class QScrollArea;
class QVBoxLayout;

namespace ui {

class GalleryCard;
class LargeButton;
class SegmentedControl;

/// The start screen: what one can do at the left, examples at the right.
class Gallery : public QWidget {
    Q_OBJECT

public:
    explicit Gallery(QWidget* parent = nullptr);

    void setRecentFiles(const QStringList& paths);
    /// The keys that open data, written on its button.
    void showOpenKeys(const QString& keys);
    GalleryCard* card(const QString& example) const;
    QVector<GalleryCard*> visibleCards() const;

signals:
    void exampleChosen(const QString& name);
    void drawingWanted();
    void spaceDrawingWanted();
    void fileWanted();
    void recentChosen(const QString& path);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeSide();
    QWidget* makeExamples();
    void arrange();
    /// One card's after another, in the background: some examples are simulated first.
    void makePictures();
    void step(GalleryCard* from, int columns, int rows);

    QVector<GalleryCard*> m_cards;
    SegmentedControl* m_filter;
    QGridLayout* m_grid;
    QScrollArea* m_scroll;
    LargeButton* m_open;
    QWidget* m_recentTitle;
    QVBoxLayout* m_recent;
    Background m_work;
    bool m_makesPictures = false;
    int m_columns = 4;
};

} // namespace ui
