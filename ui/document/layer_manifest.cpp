#include "ui/document/layer_manifest.h"

#include <array>
#include <span>

namespace ui::manifest {

namespace {

constexpr std::array kDensityNames = {"heat", "contours", "both"};
constexpr std::array kStreamNames = {"lines", "moving"};
constexpr std::array kArrowNames = {"grid", "particles"};
constexpr std::array kTrailNames = {"past", "future", "both"};
constexpr std::array kColorNames = {"automatic", "speed", "weight", "density", "start", "column", "likelihood"};

/// The member `key` as one of `names`; `fallback` where it is missing.
template <class Choice>
Choice choiceAt(const Json& json, const char* key, std::span<const char* const> names, Choice fallback) {
    if (!json.contains(key))
        return fallback;
    const auto wanted = json.at(key).get<std::string>();
    for (std::size_t i = 0; i < names.size(); ++i)
        if (wanted == names[i])
            return Choice(i);
    throw engine::Error(engine::ErrorCode::UnusableInput, engine::Sentence::of("its layers have an unknown %1.", key));
}

template <class Choice> Json nameOf(Choice choice, std::span<const char* const> names) {
    return names[std::size_t(choice)];
}

} // namespace

Json packed(const LayerChoices& layers) {
    const auto& [snapshots, particles, trails, velocity, axes, legend, field, density, streams, unreached, truth,
                 sparks, overlay] = layers;
    return {{"snapshots", snapshots}, {"particles", particles}, {"trails", trails},  {"velocity", velocity},
            {"axes", axes},           {"legend", legend},       {"field", field},    {"density", density},
            {"streams", streams},     {"unreached", unreached}, {"truth", truth},    {"sparks", sparks},
            {"overlay", overlay}};
}

LayerChoices unpackedLayers(const Json& json) {
    LayerChoices layers;
    const auto take = [&json](const char* layer, bool& shown) { shown = json.value(layer, shown); };
    take("snapshots", layers.snapshots);
    take("particles", layers.particles);
    take("trails", layers.trails);
    take("velocity", layers.velocity);
    take("axes", layers.axes);
    take("legend", layers.legend);
    take("field", layers.field);
    take("density", layers.density);
    take("streams", layers.streams);
    take("unreached", layers.unreached);
    take("truth", layers.truth);
    take("sparks", layers.sparks);
    take("overlay", layers.overlay);
    return layers;
}

Json packed(const LayerStyles& styles) {
    const auto& [field, fieldContours, relief, density, streams, arrows, trails, colors, colorColumn, opacity] = styles;
    const auto& [ofSnapshots, ofParticles, ofTrails, ofVelocity, ofField, ofDensity, ofStreams, ofOverlay] = opacity;
    return {{"field", named(name(field))},
            {"field_contours", fieldContours},
            {"relief", relief},
            {"density", nameOf(density, kDensityNames)},
            {"streams", nameOf(streams, kStreamNames)},
            {"arrows", nameOf(arrows, kArrowNames)},
            {"trails", nameOf(trails, kTrailNames)},
            {"colors", nameOf(colors, kColorNames)},
            {"color_column", colorColumn},
            {"opacity",
             {{"snapshots", ofSnapshots},
              {"particles", ofParticles},
              {"trails", ofTrails},
              {"velocity", ofVelocity},
              {"field", ofField},
              {"density", ofDensity},
              {"streams", ofStreams},
              {"overlay", ofOverlay}}}};
}

LayerStyles unpackedStyles(const Json& json) {
    LayerStyles styles;
    if (json.contains("field")) {
        const auto quantity = engine::planeQuantityNamed(json.at("field").get<std::string>());
        require(quantity.has_value(), engine::Sentence::of("its layers colour the plane by an unknown quantity."));
        styles.field = *quantity;
    }
    styles.fieldContours = json.value("field_contours", styles.fieldContours);
    styles.relief = json.value("relief", styles.relief);
    styles.density = choiceAt(json, "density", kDensityNames, styles.density);
    styles.streams = choiceAt(json, "streams", kStreamNames, styles.streams);
    styles.arrows = choiceAt(json, "arrows", kArrowNames, styles.arrows);
    styles.trails = choiceAt(json, "trails", kTrailNames, styles.trails);
    styles.colors = choiceAt(json, "colors", kColorNames, styles.colors);
    styles.colorColumn = json.value("color_column", styles.colorColumn);
    if (json.contains("opacity")) {
        const Json& opacity = json.at("opacity");
        const auto take = [&opacity](const char* layer, double& value) {
            value = opacity.value(layer, value);
            require(value >= 0 && value <= 1, engine::Sentence::of("the opacity of a layer is not between 0 and 1."));
        };
        take("snapshots", styles.opacity.snapshots);
        take("particles", styles.opacity.particles);
        take("trails", styles.opacity.trails);
        take("velocity", styles.opacity.velocity);
        take("field", styles.opacity.field);
        take("density", styles.opacity.density);
        take("streams", styles.opacity.streams);
        take("overlay", styles.opacity.overlay);
    }
    return styles;
}

} // namespace ui::manifest
