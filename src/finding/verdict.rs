//! Severity settings, waivers and folding, applied once after all rules ran.
