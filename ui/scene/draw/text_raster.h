#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace ui {

/// The typefaces of the look.
enum class Typeface {
    Text,   ///< Inter
    Strong, ///< Inter semibold
    Number, ///< JetBrains Mono
    Math,   ///< STIX italic: letters of the paper
    MathUpright,
};

/// A line of text as a picture of how much each pixel is covered.
/// Units: physical pixels.
struct TextImage {
    int width = 0, height = 0;
    int left = 0; ///< from the pen's start to the first column
    int top = 0;  ///< from the baseline up to the first row
    float advance = 0;
    std::vector<std::uint8_t> coverage; ///< rows from the top
};

/// Draws lines of text by FreeType from the font files of the Debian packages the program depends on; where they are
/// missing, from another sans-serif font, and with none at all leaves the text out.
///
/// VTK's own text snaps every glyph to whole pixels, which makes small type uneven; this places them in fractions.
/// Thread: one at a time.
class TextRaster {
public:
    TextRaster();
    ~TextRaster();
    TextRaster(const TextRaster&) = delete;
    TextRaster& operator=(const TextRaster&) = delete;

    /// `pixels` is the size of the em. The reference holds until the next call.
    const TextImage& image(std::string_view utf8, Typeface face, float pixels);

private:
    struct Library;
    TextImage drawn(std::string_view utf8, Typeface face, float pixels);

    std::unique_ptr<Library> m_library;
    std::map<std::tuple<Typeface, float, std::string>, TextImage, std::less<>> m_known;
};

} // namespace ui
