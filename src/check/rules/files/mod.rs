//! 文件: files that cannot be understood. These rules are raised while reading; here are their pages.
pub(super) mod yaml_syntax;
