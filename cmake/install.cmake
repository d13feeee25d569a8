include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_DATADIR}/cmake/bulwark)
install(DIRECTORY include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.hpp" PATTERN "*.inl")
install(FILES cmake/compiled.cpp DESTINATION share/bulwark)
install(TARGETS bulwark bulwark_compiled EXPORT bulwarkTargets)
install(EXPORT bulwarkTargets NAMESPACE bulwark:: DESTINATION ${package_dir})

configure_package_config_file(cmake/bulwarkConfig.cmake.in bulwarkConfig.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(bulwarkConfigVersion.cmake COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/bulwarkConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/bulwarkConfigVersion.cmake
        DESTINATION ${package_dir})

configure_file(cmake/bulwark.pc.in bulwark.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/bulwark.pc DESTINATION ${CMAKE_INSTALL_DATADIR}/pkgconfig)
