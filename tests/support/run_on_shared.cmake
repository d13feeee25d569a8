# cmake -D PROGRAM=... -D FOLDER=../shared/... -P run_on_shared.cmake: runs PROGRAM on the folder or file, or says that it is absent.
if(NOT EXISTS ${CMAKE_CURRENT_BINARY_DIR}/${FOLDER})
  message(STATUS "skipped: no ../shared (${FOLDER})")
  return()
endif()
execute_process(COMMAND ${PROGRAM} ${FOLDER} RESULT_VARIABLE result)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "${PROGRAM} ended with ${result}")
endif()
