#pragma once

/// Elementary functions that give the same bits on every machine and in every build, because they use nothing
/// but IEEE + - * / and sqrt. Within 2 units in the last place of a double over the ranges stated.
namespace inkling::math {

inline constexpr double kPi = 3.14159265358979323846;

/// Any x; 0 and infinity outside [-745, 709.78].
double exp(double x);
/// x > 0; -infinity at 0, NaN below.
double log(double x);
/// |x| up to 1e6.
double sin(double x);
double cos(double x);
double tanh(double x);
/// The error function, within 1e-15.
double erf(double x);
/// x >= 0.
double pow(double x, double y);

}  // namespace inkling::math
