#pragma once

// OpenGL's functions as VTK loads them: by GLEW up to VTK 9.3, by glad from 9.4 on. Must come before any other header
// with OpenGL in it, and never together with Qt's.
#if __has_include(<vtk_glew.h>)
#include <vtk_glew.h>
#else
#include <vtk_glad.h>
#endif
