# cmake -D PROGRAM=... -D EXPECTED=file -P compare_output.cmake: fails unless PROGRAM prints exactly what the file holds.
execute_process(COMMAND ${PROGRAM} OUTPUT_VARIABLE printed RESULT_VARIABLE result)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "${PROGRAM} ended with ${result}")
endif()
file(READ ${EXPECTED} expected)
if(NOT printed STREQUAL expected)
  message(FATAL_ERROR "expected (${EXPECTED}):\n${expected}\nprinted:\n${printed}")
endif()
