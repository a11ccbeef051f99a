#pragma once

#include "ui/tools/tool.h"

#include <functional>

namespace ui {

/// Asks the model about the place that is pressed.
class ProbeTool : public Tool {
public:
    explicit ProbeTool(std::function<void(const Eigen::Vector3d& place)> ask) : m_ask(std::move(ask)) {}

    void press(const PointerEvent& event) override {
        if (event.button == Qt::LeftButton)
            m_ask(event.data);
    }
    QCursor cursor() const override { return Qt::CrossCursor; }

private:
    std::function<void(const Eigen::Vector3d&)> m_ask;
};

} // namespace ui
