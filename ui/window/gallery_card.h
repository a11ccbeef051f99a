#pragma once

#include "engine/data/synthetic.h"

#include <QImage>
#include <QWidget>
#include <memory>
#include <vector>

namespace ui {

/// One example in the gallery: its own points and a few of their paths, title, sentence, tag.
class GalleryCard : public QWidget {
    Q_OBJECT

public:
    explicit GalleryCard(const engine::SyntheticExample& example, QWidget* parent = nullptr);

    const engine::SyntheticExample& example() const { return m_example; }
    /// What there is to draw of an example: its points, and a few particles, one column per time.
    struct Contents {
        std::shared_ptr<const engine::Dataset> dataset;
        std::vector<engine::Points> paths;
    };
    /// Thread: any. Simulates some of the examples, which takes its time.
    static Contents contentsOf(const engine::SyntheticExample& example);
    void show(const Contents& contents);
    using QWidget::show;
    bool hasPicture() const { return m_contents.dataset != nullptr; }

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return pictureHeight(width) + kWordsHeight; }
    QSize sizeHint() const override { return {222, heightForWidth(222)}; }

signals:
    void opened();
    /// Arrow keys.
    void stepped(int columns, int rows);

protected:
    void paintEvent(QPaintEvent*) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void enterEvent(QEnterEvent*) override { update(); }
    void leaveEvent(QEvent*) override { update(); }
    void changeEvent(QEvent* event) override;

private:
    static constexpr int kWordsHeight = 72;
    static int pictureHeight(int width) { return width * 2 / 3; }
    void render();

    const engine::SyntheticExample& m_example;
    Contents m_contents;
    QImage m_picture;
    bool m_pressed = false;
};

} // namespace ui
