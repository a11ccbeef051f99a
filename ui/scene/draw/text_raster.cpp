#include "ui/scene/draw/text_raster.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <ft2build.h>

#include FT_FREETYPE_H
#include FT_OUTLINE_H

namespace ui {

namespace {

constexpr std::size_t kMostKnown = 600;

// Where Debian 12 and 13 put the fonts, best first. The last ones come with nearly every desktop.
const std::array<std::vector<const char*>, 5> kFiles = {
    std::vector{
        "/usr/share/fonts/opentype/inter/Inter-Regular.otf", "/usr/share/fonts/truetype/inter/Inter-Regular.ttf",
        "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"},
    std::vector{
        "/usr/share/fonts/opentype/inter/Inter-SemiBold.otf", "/usr/share/fonts/truetype/inter/Inter-SemiBold.ttf",
        "/usr/share/fonts/truetype/noto/NotoSans-SemiBold.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"},
    std::vector{"/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Regular.ttf",
                "/usr/share/fonts/opentype/jetbrains-mono/JetBrainsMono-Regular.otf",
                "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"},
    std::vector{"/usr/share/fonts/opentype/stix/STIXGeneral-Italic.otf",
                "/usr/share/fonts/opentype/stix-word/STIX-Italic.otf",
                "/usr/share/fonts/truetype/dejavu/DejaVuSerif-Italic.ttf"},
    std::vector{"/usr/share/fonts/opentype/stix/STIXGeneral-Regular.otf",
                "/usr/share/fonts/opentype/stix-word/STIX-Regular.otf",
                "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"},
};

/// The next character of UTF-8 text; a broken sequence gives U+FFFD a byte.
char32_t nextCharacter(std::string_view& text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 0;
    if (length == 0 || length > text.size()) {
        text.remove_prefix(1);
        return 0xfffd;
    }
    char32_t value = length == 1 ? lead : lead & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i)
        value = value << 6 | (static_cast<unsigned char>(text[i]) & 0x3fU);
    text.remove_prefix(length);
    return value;
}

} // namespace

struct TextRaster::Library {
    FT_Library library = nullptr;
    std::array<FT_Face, kFiles.size()> faces{};

    Library() {
        if (FT_Init_FreeType(&library) != 0)
            return;
        for (std::size_t i = 0; i < faces.size(); ++i)
            for (const char* file : kFiles[i])
                if (FT_New_Face(library, file, 0, &faces[i]) == 0)
                    break;
    }
    ~Library() { FT_Done_FreeType(library); } // and with it the faces
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;

    /// The face that has the character: STIX and JetBrains Mono lack a few that Inter has.
    FT_Face faceFor(Typeface wanted, char32_t character) const {
        FT_Face face = faces[std::size_t(wanted)];
        if (!face || FT_Get_Char_Index(face, character) == 0)
            for (FT_Face other : faces)
                if (other && FT_Get_Char_Index(other, character) != 0)
                    return other;
        return face;
    }
};

TextRaster::TextRaster() : m_library(std::make_unique<Library>()) {}
TextRaster::~TextRaster() = default;

const TextImage& TextRaster::image(std::string_view utf8, Typeface face, float pixels) {
    auto key = std::tuple(face, pixels, std::string(utf8));
    if (const auto found = m_known.find(key); found != m_known.end())
        return found->second;
    if (m_known.size() >= kMostKnown)
        m_known.clear();
    return m_known.emplace(std::move(key), drawn(utf8, face, pixels)).first->second;
}

TextImage TextRaster::drawn(std::string_view utf8, Typeface wanted, float pixels) {
    TextImage image;
    const int ascent = int(std::ceil(pixels * 1.3F)), descent = int(std::ceil(pixels * 0.5F));
    const int margin = int(std::ceil(pixels * 0.3F)); // italics lean out of their advance
    image.left = -margin;
    image.top = ascent;
    image.height = ascent + descent;
    image.width = int(std::ceil(float(utf8.size()) * pixels * 1.3F)) + 2 * margin;
    image.coverage.assign(std::size_t(image.width) * std::size_t(image.height), 0);
    double pen = 0;
    while (!utf8.empty()) {
        const char32_t character = nextCharacter(utf8);
        FT_Face face = m_library->faceFor(wanted, character);
        // Light hinting: crisp horizontals, true widths.
        if (!face || FT_Set_Char_Size(face, 0, FT_F26Dot6(std::lround(pixels * 64)), 72, 72) != 0 ||
            FT_Load_Char(face, character, FT_LOAD_TARGET_LIGHT) != 0)
            continue;
        FT_GlyphSlot glyph = face->glyph;
        const double whole = std::floor(pen);
        FT_Outline_Translate(&glyph->outline, FT_Pos(std::lround((pen - whole) * 64)), 0);
        if (FT_Render_Glyph(glyph, FT_RENDER_MODE_NORMAL) == 0) {
            const FT_Bitmap& bitmap = glyph->bitmap;
            for (unsigned row = 0; row < bitmap.rows; ++row) {
                const int y = ascent - glyph->bitmap_top + int(row);
                for (unsigned column = 0; column < bitmap.width; ++column) {
                    const int x = margin + int(whole) + glyph->bitmap_left + int(column);
                    if (x < 0 || y < 0 || x >= image.width || y >= image.height)
                        continue;
                    std::uint8_t& to = image.coverage[std::size_t(y) * std::size_t(image.width) + std::size_t(x)];
                    to = std::max(to, bitmap.buffer[int(row) * bitmap.pitch + int(column)]);
                }
            }
        }
        pen += double(glyph->linearHoriAdvance) / 65536;
    }
    image.advance = float(pen);
    // The width was a guess from above: keep the columns that may hold ink.
    const int width = std::min(image.width, int(std::ceil(pen)) + 2 * margin);
    for (int row = 1; row < image.height; ++row)
        std::copy_n(image.coverage.begin() + std::ptrdiff_t(row) * image.width, width,
                    image.coverage.begin() + std::ptrdiff_t(row) * width);
    image.width = width;
    image.coverage.resize(std::size_t(width) * std::size_t(image.height));
    return image;
}

} // namespace ui
