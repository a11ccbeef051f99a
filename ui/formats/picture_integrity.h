#pragma once

#include <QByteArray>
#include <string>

namespace ui {

/// Refuses PNG and JPEG files that break off or, as far as they say, are damaged. Asked before they are decoded: what
/// decodes them fills what is missing with grey, or complains on the terminal. Others pass.
/// Errors: Error{UnusableInput} naming the file.
void requireWholePicture(const QByteArray& bytes, const std::string& name);

} // namespace ui
