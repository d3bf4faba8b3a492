<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
    <context>
        <name>AboutDialog</name>
        <message numerus="yes">
            <source>CPU, %n core(s)</source>
            <translation>
                <numerusform>CPU, %n core</numerusform>
                <numerusform>CPU, %n cores</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AboutHtml</name>
        <message numerus="yes">
            <source>shortest side at least %n pixel(s)</source>
            <translation>
                <numerusform>shortest side at least %n pixel</numerusform>
                <numerusform>shortest side at least %n pixels</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>at least %n frame(s)</source>
            <translation>
                <numerusform>at least %n frame</numerusform>
                <numerusform>at least %n frames</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AlignmentPanel</name>
        <message numerus="yes">
            <source>Begin earlier or later than their reference, it seems: %n video(s). Nothing is shifted unless you accept it.</source>
            <translation>
                <numerusform>Begin earlier or later than their reference, it seems: %n video. Nothing is shifted unless you accept it.</numerusform>
                <numerusform>Begin earlier or later than their reference, it seems: %n videos. Nothing is shifted unless you accept it.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The distorted video has %n extra frame(s) at its beginning. With the offset they are left out.</source>
            <translation>
                <numerusform>The distorted video has %n extra frame at its beginning. With the offset they are left out.</numerusform>
                <numerusform>The distorted video has %n extra frames at its beginning. With the offset they are left out.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The distorted video lacks the first %n frame(s) of its reference. With the offset these are left out.</source>
            <translation>
                <numerusform>The distorted video lacks the first %n frame of its reference. With the offset these are left out.</numerusform>
                <numerusform>The distorted video lacks the first %n frames of its reference. With the offset these are left out.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CellWords</name>
        <message numerus="yes">
            <source>%n item(s)</source>
            <translation>
                <numerusform>%n item</numerusform>
                <numerusform>%n items</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n group(s)</source>
            <translation>
                <numerusform>%n group</numerusform>
                <numerusform>%n groups</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n selected</source>
            <translation>
                <numerusform>%n selected</numerusform>
                <numerusform>%n selected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n item(s) of this group have no score and do not count.</source>
            <translation>
                <numerusform>%n item of this group have no score and do not count.</numerusform>
                <numerusform>%n items of this group have no score and do not count.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ChangeWords</name>
        <message numerus="yes">
            <source>%n metric(s) without scores so far: {names}.</source>
            <translation>
                <numerusform>%n metric without scores so far: {names}.</numerusform>
                <numerusform>%n metrics without scores so far: {names}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) without scores so far: {names}.</source>
            <translation>
                <numerusform>%n file without scores so far: {names}.</numerusform>
                <numerusform>%n files without scores so far: {names}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) not found: {names}.</source>
            <translation>
                <numerusform>%n file not found: {names}.</numerusform>
                <numerusform>%n files not found: {names}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) changed after being scored: {names}. A run would score again.</source>
            <translation>
                <numerusform>%n file changed after being scored: {names}. A run would score again.</numerusform>
                <numerusform>%n files changed after being scored: {names}. A run would score again.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) with another time than when scored, as copies have: {names}. The scores are right where only the time differs, but a run would score again.</source>
            <translation>
                <numerusform>%n file with another time than when scored, as copies have: {names}. The scores are right where only the time differs, but a run would score again.</numerusform>
                <numerusform>%n files with another time than when scored, as copies have: {names}. The scores are right where only the time differs, but a run would score again.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) newer than the last run, changed or copied since: {names}. A run would score again.</source>
            <translation>
                <numerusform>%n file newer than the last run, changed or copied since: {names}. A run would score again.</numerusform>
                <numerusform>%n files newer than the last run, changed or copied since: {names}. A run would score again.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{names} and %n more</source>
            <translation>
                <numerusform>{names} and %n more</numerusform>
                <numerusform>{names} and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CheckModel</name>
        <message numerus="yes">
            <source>%n set(s)</source>
            <translation>
                <numerusform>%n set</numerusform>
                <numerusform>%n sets</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CheckPage</name>
        <message numerus="yes">
            <source>%Ln file(s) cannot be scored</source>
            <translation>
                <numerusform>%Ln file cannot be scored</numerusform>
                <numerusform>%Ln files cannot be scored</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln file(s) should be looked at</source>
            <translation>
                <numerusform>%Ln file should be looked at</numerusform>
                <numerusform>%Ln files should be looked at</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln file(s) were not looked at yet.</source>
            <translation>
                <numerusform>%Ln file were not looked at yet.</numerusform>
                <numerusform>%Ln files were not looked at yet.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Checks</name>
        <message numerus="yes">
            <source>Looking into %n file(s)…</source>
            <translation>
                <numerusform>Looking into %n file…</numerusform>
                <numerusform>Looking into %n files…</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ClipWords</name>
        <message numerus="yes">
            <source>Mean of %n draw(s), spread {spread}.</source>
            <translation>
                <numerusform>Mean of %n draw, spread {spread}.</numerusform>
                <numerusform>Mean of %n draws, spread {spread}.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ColumnsDialog</name>
        <message numerus="yes">
            <source>%n column(s) shown</source>
            <translation>
                <numerusform>%n column shown</numerusform>
                <numerusform>%n columns shown</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Copying</name>
        <message numerus="yes">
            <source>%n row(s) copied.</source>
            <translation>
                <numerusform>%n row copied.</numerusform>
                <numerusform>%n rows copied.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CountedWords</name>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n day</numerusform>
                <numerusform>%n days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) of the engine could not be understood and were left out.</source>
            <translation>
                <numerusform>%n line of the engine could not be understood and were left out.</numerusform>
                <numerusform>%n lines of the engine could not be understood and were left out.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln image(s)</source>
            <translation>
                <numerusform>%Ln image</numerusform>
                <numerusform>%Ln images</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln video(s)</source>
            <translation>
                <numerusform>%Ln video</numerusform>
                <numerusform>%Ln videos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln file(s)</source>
            <translation>
                <numerusform>%Ln file</numerusform>
                <numerusform>%Ln files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln reference(s)</source>
            <translation>
                <numerusform>%Ln reference</numerusform>
                <numerusform>%Ln references</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln distorted</source>
            <translation>
                <numerusform>%Ln distorted</numerusform>
                <numerusform>%Ln distorted</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln without reference</source>
            <translation>
                <numerusform>%Ln without reference</numerusform>
                <numerusform>%Ln without reference</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln left over</source>
            <translation>
                <numerusform>%Ln left over</numerusform>
                <numerusform>%Ln left over</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CrashDialog</name>
        <message numerus="yes">
            <source>This has happened %n time(s).</source>
            <translation>
                <numerusform>This has happened %n time.</numerusform>
                <numerusform>This has happened %n times.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n other error(s) came after it; the log has all.</source>
            <translation>
                <numerusform>%n other error came after it; the log has all.</numerusform>
                <numerusform>%n other errors came after it; the log has all.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CurvePanel</name>
        <message numerus="yes">
            <source>Scene cuts: %n found.</source>
            <translation>
                <numerusform>Scene cuts: %n found.</numerusform>
                <numerusform>Scene cuts: %n found.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CurveWords</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DataTab</name>
        <message numerus="yes">
            <source>%n found</source>
            <translation>
                <numerusform>%n found</numerusform>
                <numerusform>%n found</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n reference(s)</source>
            <translation>
                <numerusform>%n reference</numerusform>
                <numerusform>%n references</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n distorted</source>
            <translation>
                <numerusform>%n distorted</numerusform>
                <numerusform>%n distorted</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n for metrics without reference</source>
            <translation>
                <numerusform>%n for metrics without reference</numerusform>
                <numerusform>%n for metrics without reference</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n metric(s)</source>
            <translation>
                <numerusform>%n metric</numerusform>
                <numerusform>%n metrics</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DeleteDialog</name>
        <message numerus="yes">
            <source>Delete its &amp;results too: %n file(s)</source>
            <translation>
                <numerusform>Delete its &amp;results too: %n file</numerusform>
                <numerusform>Delete its &amp;results too: %n files</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DetailsPanel</name>
        <message numerus="yes">
            <source>%n file(s) imported.</source>
            <translation>
                <numerusform>%n file imported.</numerusform>
                <numerusform>%n files imported.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ExportDialog</name>
        <message numerus="yes">
            <source>%n row(s)</source>
            <translation>
                <numerusform>%n row</numerusform>
                <numerusform>%n rows</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FilePreviews</name>
        <message numerus="yes">
            <source>… and %Ln more line(s)</source>
            <translation>
                <numerusform>… and %Ln more line</numerusform>
                <numerusform>… and %Ln more lines</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Finisher</name>
        <message numerus="yes">
            <source>All datasets are done. This computer sleeps in %n second(s).</source>
            <translation>
                <numerusform>All datasets are done. This computer sleeps in %n second.</numerusform>
                <numerusform>All datasets are done. This computer sleeps in %n seconds.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FitWords</name>
        <message numerus="yes">
            <source>{metric} cannot run here: it needs sides of at least %n pixel(s).</source>
            <translation>
                <numerusform>{metric} cannot run here: it needs sides of at least %n pixel.</numerusform>
                <numerusform>{metric} cannot run here: it needs sides of at least %n pixels.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{metric} cannot run here: it needs at least %n frame(s).</source>
            <translation>
                <numerusform>{metric} cannot run here: it needs at least %n frame.</numerusform>
                <numerusform>{metric} cannot run here: it needs at least %n frames.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{metric} gives no score for %Ln file(s): too small.</source>
            <translation>
                <numerusform>{metric} gives no score for %Ln file: too small.</numerusform>
                <numerusform>{metric} gives no score for %Ln files: too small.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{metric} gives no score for %Ln file(s): too short.</source>
            <translation>
                <numerusform>{metric} gives no score for %Ln file: too short.</numerusform>
                <numerusform>{metric} gives no score for %Ln files: too short.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FolderPage</name>
        <message numerus="yes">
            <source>Show %Ln &amp;ignored file(s), and why</source>
            <translation>
                <numerusform>Show %Ln &amp;ignored file, and why</numerusform>
                <numerusform>Show %Ln &amp;ignored files, and why</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FrameTransport</name>
        <message numerus="yes">
            <source>%n frame(s)</source>
            <translation>
                <numerusform>%n frame</numerusform>
                <numerusform>%n frames</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>GroupsModel</name>
        <message numerus="yes">
            <source>{file}, reference of %n file(s)</source>
            <translation>
                <numerusform>{file}, reference of %n file</numerusform>
                <numerusform>{file}, reference of %n files</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LeftMatters</name>
        <message numerus="yes">
            <source>%Ln file(s) will not be scored</source>
            <translation>
                <numerusform>%Ln file will not be scored</numerusform>
                <numerusform>%Ln files will not be scored</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln named in no line of the list</source>
            <translation>
                <numerusform>%Ln named in no line of the list</numerusform>
                <numerusform>%Ln named in no line of the list</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln whose name fits no reference</source>
            <translation>
                <numerusform>%Ln whose name fits no reference</numerusform>
                <numerusform>%Ln whose name fits no reference</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln fitting two references</source>
            <translation>
                <numerusform>%Ln fitting two references</numerusform>
                <numerusform>%Ln fitting two references</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln reference(s) without distorted files</source>
            <translation>
                <numerusform>%Ln reference without distorted files</numerusform>
                <numerusform>%Ln references without distorted files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln left out</source>
            <translation>
                <numerusform>%Ln left out</numerusform>
                <numerusform>%Ln left out</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MetricBoxes</name>
        <message numerus="yes">
            <source>%n metric(s), as before. Change them on the tab Metrics.</source>
            <translation>
                <numerusform>%n metric, as before. Change them on the tab Metrics.</numerusform>
                <numerusform>%n metrics, as before. Change them on the tab Metrics.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MetricsBox</name>
        <message numerus="yes">
            <source>%n ticked.</source>
            <translation>
                <numerusform>%n ticked.</numerusform>
                <numerusform>%n ticked.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more ready: search for them.</source>
            <translation>
                <numerusform>%n more ready: search for them.</numerusform>
                <numerusform>%n more ready: search for them.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MetricsModel</name>
        <message numerus="yes">
            <source>needs sides of at least %n pixel(s)</source>
            <translation>
                <numerusform>needs sides of at least %n pixel</numerusform>
                <numerusform>needs sides of at least %n pixels</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>needs at least %n frame(s)</source>
            <translation>
                <numerusform>needs at least %n frame</numerusform>
                <numerusform>needs at least %n frames</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MetricsPage</name>
        <message numerus="yes">
            <source>%n metric(s) shown</source>
            <translation>
                <numerusform>%n metric shown</numerusform>
                <numerusform>%n metrics shown</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MoveDialog</name>
        <message numerus="yes">
            <source>Compare %n file(s) with:</source>
            <translation>
                <numerusform>Compare %n file with:</numerusform>
                <numerusform>Compare %n files with:</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OpenMatters</name>
        <message numerus="yes">
            <source>%Ln video(s) may be shifted: not decided yet</source>
            <translation>
                <numerusform>%Ln video may be shifted: not decided yet</numerusform>
                <numerusform>%Ln videos may be shifted: not decided yet</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln file(s) cannot be scored</source>
            <translation>
                <numerusform>%Ln file cannot be scored</numerusform>
                <numerusform>%Ln files cannot be scored</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln file(s) not looked at yet</source>
            <translation>
                <numerusform>%Ln file not looked at yet</numerusform>
                <numerusform>%Ln files not looked at yet</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PageWords</name>
        <message numerus="yes">
            <source>%n score(s) computed</source>
            <translation>
                <numerusform>%n score computed</numerusform>
                <numerusform>%n scores computed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n kept from before</source>
            <translation>
                <numerusform>%n kept from before</numerusform>
                <numerusform>%n kept from before</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n not possible</source>
            <translation>
                <numerusform>%n not possible</numerusform>
                <numerusform>%n not possible</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n to be looked at</source>
            <translation>
                <numerusform>%n to be looked at</numerusform>
                <numerusform>%n to be looked at</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PairsPage</name>
        <message numerus="yes">
            <source>%Ln file(s) more in the folder</source>
            <translation>
                <numerusform>%Ln file more in the folder</numerusform>
                <numerusform>%Ln files more in the folder</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln file(s) no longer there ({names})</source>
            <translation>
                <numerusform>%Ln file no longer there ({names})</numerusform>
                <numerusform>%Ln files no longer there ({names})</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln file(s) replaced or edited ({names})</source>
            <translation>
                <numerusform>%Ln file replaced or edited ({names})</numerusform>
                <numerusform>%Ln files replaced or edited ({names})</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>And %Ln more.</source>
            <translation>
                <numerusform>And %Ln more.</numerusform>
                <numerusform>And %Ln more.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Picker</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n metric(s)</source>
            <translation>
                <numerusform>%n metric</numerusform>
                <numerusform>%n metrics</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ProblemList</name>
        <message numerus="yes">
            <source>%n thing(s) to look at:</source>
            <translation>
                <numerusform>%n thing to look at:</numerusform>
                <numerusform>%n things to look at:</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ProblemsModel</name>
        <message numerus="yes">
            <source>%n file(s)</source>
            <translation>
                <numerusform>%n file</numerusform>
                <numerusform>%n files</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ProgressLine</name>
        <message numerus="yes">
            <source>Reading… %n score(s)</source>
            <translation>
                <numerusform>Reading… %n score</numerusform>
                <numerusform>Reading… %n scores</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>QuickCompare</name>
        <message numerus="yes">
            <source>%n metric(s)</source>
            <translation>
                <numerusform>%n metric</numerusform>
                <numerusform>%n metrics</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) scored by themselves</source>
            <translation>
                <numerusform>%n file scored by themselves</numerusform>
                <numerusform>%n files scored by themselves</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) compared with the reference</source>
            <translation>
                <numerusform>%n file compared with the reference</numerusform>
                <numerusform>%n files compared with the reference</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) left out.</source>
            <translation>
                <numerusform>%n file left out.</numerusform>
                <numerusform>%n files left out.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) will get no score: see above.</source>
            <translation>
                <numerusform>%n file will get no score: see above.</numerusform>
                <numerusform>%n files will get no score: see above.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StatePanel</name>
        <message numerus="yes">
            <source>%n worker(s)</source>
            <translation>
                <numerusform>%n worker</numerusform>
                <numerusform>%n workers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message numerus="yes">
            <source>%n core(s)</source>
            <translation>
                <numerusform>%n core</numerusform>
                <numerusform>%n cores</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StripPanel</name>
        <message numerus="yes">
            <source>%n file(s)</source>
            <translation>
                <numerusform>%n file</numerusform>
                <numerusform>%n files</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SummaryWords</name>
        <message numerus="yes">
            <source>{metric}: mean difference {mean} over %n item(s)</source>
            <translation>
                <numerusform>{metric}: mean difference {mean} over %n item</numerusform>
                <numerusform>{metric}: mean difference {mean} over %n items</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TableTools</name>
        <message numerus="yes">
            <source>All %n row(s) that are shown:</source>
            <translation>
                <numerusform>All %n row that are shown:</numerusform>
                <numerusform>All %n rows that are shown:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The %n selected row(s):</source>
            <translation>
                <numerusform>The %n selected row:</numerusform>
                <numerusform>The %n selected rows:</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Totals</name>
        <message numerus="yes">
            <source>%n metric(s) ticked</source>
            <translation>
                <numerusform>%n metric ticked</numerusform>
                <numerusform>%n metrics ticked</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n score(s)</source>
            <translation>
                <numerusform>%n score</numerusform>
                <numerusform>%n scores</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n worker(s)</source>
            <translation>
                <numerusform>%n worker</numerusform>
                <numerusform>%n workers</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The models need {need}, and each worker on {device} has room for {room}: the files will be gone through %n time(s).</source>
            <translation>
                <numerusform>The models need {need}, and each worker on {device} has room for {room}: the files will be gone through %n time.</numerusform>
                <numerusform>The models need {need}, and each worker on {device} has room for {room}: the files will be gone through %n times.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ViewerShow</name>
        <message numerus="yes">
            <source>Of other references: %n selected row(s). Choose those references above.</source>
            <translation>
                <numerusform>Of other references: %n selected row. Choose those references above.</numerusform>
                <numerusform>Of other references: %n selected rows. Choose those references above.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message numerus="yes">
            <source>%n number(s)</source>
            <translation>
                <numerusform>%n number</numerusform>
                <numerusform>%n numbers</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n frame(s)</source>
            <translation>
                <numerusform>%n frame</numerusform>
                <numerusform>%n frames</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>WorklistModel</name>
        <message numerus="yes">
            <source>Compared with a reference: %n file(s)</source>
            <translation>
                <numerusform>Compared with a reference: %n file</numerusform>
                <numerusform>Compared with a reference: %n files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>For metrics without reference: %n file(s)</source>
            <translation>
                <numerusform>For metrics without reference: %n file</numerusform>
                <numerusform>For metrics without reference: %n files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{files}, %n of them in no pair</source>
            <translation>
                <numerusform>{files}, %n of them in no pair</numerusform>
                <numerusform>{files}, %n of them in no pair</numerusform>
            </translation>
        </message>
    </context>
</TS>
