#pragma once

#include "engine/data/dataset.h"
#include "engine/data/principal_components.h"

namespace engine {

/// Principal components of all points of a dataset, of every snapshot together.
/// Errors: as above, and Error{UnusableInput} for snapshots of unequal dimensions.
PrincipalComponents principalComponents(const Dataset& dataset, std::stop_token stop = {});

/// How many components are enough where there are too many coordinates: the fewest that hold 90 % of the variance, at
/// least 2 and at most 20.
int suggestedCount(const PrincipalComponents& components);

/// Where the coordinates that the components were computed from stand among `names`.
/// Errors: Error{UnusableInput} when they are not the same, in any order.
std::vector<Index> placesIn(const std::vector<std::string>& names, const PrincipalComponents& components);

/// The dataset told in components, which it remembers. Attributes and weights go along.
/// Errors: as placesIn.
Dataset reduced(const Dataset& dataset, const std::shared_ptr<const PrincipalComponents>& components);

/// The dataset told in the coordinates its components were made of: what lies outside the components is lost. A
/// dataset as it was measured stays as it is.
Dataset restored(const Dataset& dataset);

} // namespace engine
