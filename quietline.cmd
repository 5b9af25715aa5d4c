@echo off
rem Starts Quietline: finds Java, builds target\quietline.jar if it is missing, and runs it.
rem Prints only to stderr, because stdout may carry audio.
setlocal EnableExtensions DisableDelayedExpansion

set "home=%~dp0"
set "jar=%home%target\quietline.jar"
set "java=java.exe"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"

set "jdk=a JDK: winget install EclipseAdoptium.Temurin.17.JDK"

set "version="
for /f "tokens=3" %%v in ('call "%java%" -version 2^>^&1 ^| findstr /c:" version "') do (
    if not defined version set "version=%%~v"
)
for /f "delims=.-+ tokens=1,2" %%a in ("%version%") do (
    if "%%a"=="1" (set "version=%%b") else (set "version=%%a")
)
if not defined version (
    >&2 echo quietline: needs Java 17 or newer, found none; set JAVA_HOME or install %jdk%
    exit /b 1
)
if %version% LSS 17 (
    >&2 echo quietline: needs Java 17 or newer, found version %version%; set JAVA_HOME or install %jdk%
    exit /b 1
)

if exist "%jar%" goto start
if not exist "%home%pom.xml" (
    >&2 echo quietline: %jar% is missing, and there are no sources to build it from
    exit /b 1
)
set "javahome="
for /f "tokens=2*" %%a in ('call "%java%" -XshowSettings:properties -version 2^>^&1 ^| findstr /c:"java.home ="') do (
    set "javahome=%%b"
)
if not exist "%javahome%\bin\javac.exe" (
    >&2 echo quietline: cannot build the program: this Java has no compiler; install %jdk%
    exit /b 1
)
where /q mvn || (
    >&2 echo quietline: cannot build the program: mvn is not on PATH; install Maven: scoop install maven
    exit /b 1
)
>&2 echo quietline: building the program ^(first use; log in %home%target\build.log^)
if not exist "%home%target" mkdir "%home%target"
set "JAVA_HOME=%javahome%"
call mvn -q -B -f "%home%pom.xml" -Dmaven.test.skip=true -Dspotless.check.skip=true -pl streaming -am package ^
    >"%home%target\build.log" 2>&1 <nul
if not exist "%jar%" (
    >&2 echo quietline: the build failed: see %home%target\build.log
    exit /b 1
)

:start
set "flags=-XX:-UsePerfData -XX:+DisplayVMOutputToStderr"
if /i "%~1"=="live" set "flags=%flags% -Xms64m -Xmx128m"
if not defined QUIETLINE_JAVA_OPTS set "QUIETLINE_JAVA_OPTS=-XX:+UseSerialGC"
"%java%" %flags% %QUIETLINE_JAVA_OPTS% -jar "%jar%" %*
exit /b %errorlevel%
