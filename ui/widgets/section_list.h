#pragma once

#include <QScrollArea>
#include <initializer_list>

namespace ui {

class Section;

/// Sections below each other, with a line below the last one; scrolls when there is no room for all.
class SectionList : public QScrollArea {
public:
    explicit SectionList(std::initializer_list<Section*> sections);
};

} // namespace ui
