#pragma once

#include <QStringList>
#include <QTimer>
#include <QVector>
#include <QWidget>

class QGridLayout;
class QScrollArea;
class QVBoxLayout;

namespace ui {

class GalleryCard;
class SegmentedControl;

/// The start screen: what one can do at the left, examples at the right.
class Gallery : public QWidget {
    Q_OBJECT

public:
    explicit Gallery(QWidget* parent = nullptr);

    void setRecentFiles(const QStringList& paths);
    GalleryCard* card(const QString& example) const;
    QVector<GalleryCard*> visibleCards() const;

signals:
    void exampleChosen(const QString& name);
    void drawingWanted();
    void fileWanted();
    void recentChosen(const QString& path);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeSide();
    QWidget* makeExamples();
    void arrange();
    void step(GalleryCard* from, int columns, int rows);

    QVector<GalleryCard*> m_cards;
    SegmentedControl* m_filter;
    QGridLayout* m_grid;
    QScrollArea* m_scroll;
    QWidget* m_recentTitle;
    QVBoxLayout* m_recent;
    QTimer m_pictures;
    int m_columns = 4;
};

} // namespace ui
