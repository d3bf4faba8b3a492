<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About omgui</source>
        <translation>О программе omgui</translation>
    </message>
    <message>
        <source>Objective image and video quality assessment over whole datasets.

omgui is under the MIT licence. Qt for Python is used under the LGPL 3. Metrics have licences of their own, some for noncommercial use only: the tab Metrics names each.</source>
        <translation>Объективная оценка качества изображений и видео на целых наборах данных.

omgui распространяется по лицензии MIT. Qt for Python используется по лицензии LGPL 3. У метрик свои лицензии, некоторые допускают только некоммерческое использование: вкладка «Метрики» называет каждую.</translation>
    </message>
    <message>
        <source>&amp;Copy Versions</source>
        <translation>&amp;Скопировать версии</translation>
    </message>
</context>
<context>
    <name>AboutHtml</name>
    <message>
        <source>Cannot run here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>shortest side at least %n pixel(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at least %n frame(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>no score when {case}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Terms: {terms}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New files go to {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there, checksum right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there, no checksum published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there, but of the wrong size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there, but with a wrong checksum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there, but cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>As the &amp;System Has It</source>
        <translation>Как в &amp;системе</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Файл</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Правка</translation>
    </message>
    <message>
        <source>Data&amp;set</source>
        <translation>&amp;Набор</translation>
    </message>
    <message>
        <source>Ru&amp;n</source>
        <translation>&amp;Расчёт</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Вид</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Справка</translation>
    </message>
    <message>
        <source>&amp;Recent Workspaces</source>
        <translation>Не&amp;давние рабочие папки</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Тема</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Язык</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>Све&amp;тлая</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>Тё&amp;мная</translation>
    </message>
    <message>
        <source>&amp;New Dataset…</source>
        <translation>&amp;Новый набор данных…</translation>
    </message>
    <message>
        <source>Choose a folder of images or videos to be scored</source>
        <translation>Выбрать папку с изображениями или видео для оценки</translation>
    </message>
    <message>
        <source>&amp;Quick Compare…</source>
        <translation>Быстрое &amp;сравнение…</translation>
    </message>
    <message>
        <source>Choose a few files and compare them with one reference</source>
        <translation>Выбрать несколько файлов и сравнить их с одним эталоном</translation>
    </message>
    <message>
        <source>&amp;Open Workspace…</source>
        <translation>&amp;Открыть рабочую папку…</translation>
    </message>
    <message>
        <source>Open a folder with datasets</source>
        <translation>Открыть папку с наборами данных</translation>
    </message>
    <message>
        <source>&amp;Try the Demo</source>
        <translation>Попробовать &amp;пример</translation>
    </message>
    <message>
        <source>Make a small folder of images and videos to play with</source>
        <translation>Создать небольшую папку с изображениями и видео для пробы</translation>
    </message>
    <message>
        <source>Show &amp;Workspace Folder</source>
        <translation>Показать &amp;рабочую папку</translation>
    </message>
    <message>
        <source>Show the folder of all datasets in the system&apos;s own window</source>
        <translation>Показать папку всех наборов данных в окне системы</translation>
    </message>
    <message>
        <source>Start &amp;Page</source>
        <translation>Начальная с&amp;траница</translation>
    </message>
    <message>
        <source>Show what can be done first, and recent workspaces</source>
        <translation>Показать, с чего начать, и недавние рабочие папки</translation>
    </message>
    <message>
        <source>Pre&amp;ferences…</source>
        <translation>Настро&amp;йки…</translation>
    </message>
    <message>
        <source>Choose the theme, the language and what the start does</source>
        <translation>Выбрать тему, язык и действие при запуске</translation>
    </message>
    <message>
        <source>Qu&amp;it</source>
        <translation>В&amp;ыход</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Закрыть окно</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Отменить</translation>
    </message>
    <message>
        <source>Take the last change back</source>
        <translation>Отменить последнее изменение</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Вернуть</translation>
    </message>
    <message>
        <source>Make the change again</source>
        <translation>Повторить отменённое изменение</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>&amp;Найти</translation>
    </message>
    <message>
        <source>Search on the page that is shown</source>
        <translation>Искать на открытой странице</translation>
    </message>
    <message>
        <source>&amp;Edit Pairs…</source>
        <translation>Изменить &amp;пары…</translation>
    </message>
    <message>
        <source>Change which file is compared with which reference</source>
        <translation>Изменить, какой файл сравнивается с каким эталоном</translation>
    </message>
    <message>
        <source>Show &amp;Data Folder</source>
        <translation>Показать папку &amp;данных</translation>
    </message>
    <message>
        <source>Show the folder of the images or videos</source>
        <translation>Показать папку с изображениями или видео</translation>
    </message>
    <message>
        <source>Show &amp;Results Folder</source>
        <translation>Показать папку &amp;результатов</translation>
    </message>
    <message>
        <source>Show the folder of the tables and stored scores</source>
        <translation>Показать папку с таблицами и сохранёнными оценками</translation>
    </message>
    <message>
        <source>Show &amp;Configuration</source>
        <translation>Показать &amp;конфигурацию</translation>
    </message>
    <message>
        <source>Open the YAML file of the dataset</source>
        <translation>Открыть YAML-файл набора данных</translation>
    </message>
    <message>
        <source>Re&amp;load</source>
        <translation>Обно&amp;вить</translation>
    </message>
    <message>
        <source>Look at the files on the disk again</source>
        <translation>Заново посмотреть на файлы на диске</translation>
    </message>
    <message>
        <source>&amp;Previous Dataset</source>
        <translation>Пр&amp;едыдущий набор</translation>
    </message>
    <message>
        <source>Go up in the list</source>
        <translation>Выше по списку</translation>
    </message>
    <message>
        <source>&amp;Next Dataset</source>
        <translation>&amp;Следующий набор</translation>
    </message>
    <message>
        <source>Go down in the list</source>
        <translation>Ниже по списку</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Начать</translation>
    </message>
    <message>
        <source>Score this dataset; what is stored already is kept</source>
        <translation>Рассчитать оценки набора; уже сохранённые остаются</translation>
    </message>
    <message>
        <source>&amp;Pause or Continue</source>
        <translation>&amp;Пауза или продолжение</translation>
    </message>
    <message>
        <source>Let the run rest, or let it go on</source>
        <translation>Приостановить расчёт или продолжить его</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>Пре&amp;рвать</translation>
    </message>
    <message>
        <source>End the run; what is scored is kept, and it can be continued</source>
        <translation>Завершить расчёт; готовые оценки сохраняются, расчёт можно продолжить</translation>
    </message>
    <message>
        <source>&amp;Data</source>
        <translation>&amp;Данные</translation>
    </message>
    <message>
        <source>Show which files there are</source>
        <translation>Показать, какие есть файлы</translation>
    </message>
    <message>
        <source>&amp;Metrics</source>
        <translation>&amp;Метрики</translation>
    </message>
    <message>
        <source>Choose the metrics</source>
        <translation>Выбрать метрики</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Расчёт</translation>
    </message>
    <message>
        <source>Start a run and follow it</source>
        <translation>Начать расчёт и следить за ним</translation>
    </message>
    <message>
        <source>Side&amp;bar</source>
        <translation>&amp;Боковая панель</translation>
    </message>
    <message>
        <source>Show or hide the list of datasets</source>
        <translation>Показать или скрыть список наборов данных</translation>
    </message>
    <message>
        <source>&amp;Full Screen</source>
        <translation>&amp;Во весь экран</translation>
    </message>
    <message>
        <source>Use the whole screen</source>
        <translation>Занять весь экран</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>&amp;Сочетания клавиш</translation>
    </message>
    <message>
        <source>List all shortcuts</source>
        <translation>Перечислить все сочетания клавиш</translation>
    </message>
    <message>
        <source>Open &amp;Log Folder</source>
        <translation>Открыть папку &amp;журнала</translation>
    </message>
    <message>
        <source>Show the window&apos;s own log, for reports</source>
        <translation>Показать журнал окна, для сообщений об ошибках</translation>
    </message>
    <message>
        <source>&amp;About omgui</source>
        <translation>&amp;О программе omgui</translation>
    </message>
    <message>
        <source>Show versions and licences</source>
        <translation>Показать версии и лицензии</translation>
    </message>
</context>
<context>
    <name>AlignmentPanel</name>
    <message>
        <source>Videos that begin earlier or later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distorted video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep unshifted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show ne&amp;xt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another &amp;moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show frames of another moment of the same videos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not decided: is it shifted by {frames}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shifted by {frames}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept unshifted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing how the videos begin: {done} of {total} pairs…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every pair that was compared begins with the same picture, as far as that can be told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) seem to begin earlier or later than their reference. Nothing is shifted unless you accept it.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>All are decided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Accept offset {frames}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Accept offsets</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The distorted video has %n extra frame(s) at its beginning. With the offset they are left out.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The distorted video lacks the first %n frame(s) of its reference. With the offset these are left out.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Reference, frame {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unshifted: distorted, frame {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With offset: distorted, frame {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>offset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keep unshifted</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CheckModel</name>
    <message>
        <source>File</source>
        <translation type="unfinished">Файл</translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames are matched</source>
        <translation type="unfinished">Сопоставление кадров</translation>
    </message>
    <message>
        <source>What to look at</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n set(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckPage</name>
    <message>
        <source>The checks are still running; you can go on in the meantime.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do the files fit each other?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop looking into the files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the &amp;rest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show &amp;only what should be looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files and what was found out about them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Frames are matched:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of the check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as proposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F&amp;iles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B&amp;eginnings ({count})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing how videos begin: {done} of {total} pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking into files: {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) cannot be scored</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) should be looked at</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) were not looked at yet.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing odd was found by now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files fit each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file, or a reference for all of its files, to change this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chosen files differ in this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>matching of frames</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Checks</name>
    <message>
        <source>These are pictures and videos, which cannot be compared with each other. Remove the ones or the others, and compare them one after the other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Looking into %n file(s)…</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Looking which metrics are ready…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop two or more pictures or videos here, or press “Add Files…”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of these files can be used. The table says why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a file to compare with the reference, or tick “No reference”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files are on different drives ({drives}), and a dataset has one folder. Copy them to one drive and add them again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name {file} contains bytes that are not text. Rename the file or folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name of the dataset cannot be used: it {fault}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a dataset “{name}” already. Write another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick at least one metric.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CompareModel</name>
    <message>
        <source>Reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished">Файл</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it is scored, and what to look at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not the reference</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CompareWindow</name>
    <message>
        <source>Quick Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the reference, tick metrics and press Score. More files can be dropped anywhere on this window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Files (Space makes the current one the reference, Delete removes):</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files to compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop two or more pictures or videos here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add Files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use as &amp;Reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remo&amp;ve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the selected files out of the comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No re&amp;ference: score each file by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the &amp;Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the V&amp;ideos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name of the dataset:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes to:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the dataset and run it at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save &amp;Only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the dataset without running it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Something unexpected happened</source>
        <translation>Произошло непредвиденное</translation>
    </message>
    <message>
        <source>omgui made a mistake. Your files and stored scores are not affected, and a run that is going on continues. You can go on working; if something looks wrong, start omgui again.

The details below help to mend it.</source>
        <translation>В omgui произошла ошибка. Ваши файлы и сохранённые оценки не затронуты, идущий расчёт продолжается. Можно работать дальше; если что-то выглядит неправильно, запустите omgui заново.

Подробности ниже помогут исправить ошибку.</translation>
    </message>
    <message>
        <source>Details of the error</source>
        <translation>Подробности ошибки</translation>
    </message>
    <message>
        <source>&amp;Copy Details</source>
        <translation>&amp;Скопировать подробности</translation>
    </message>
    <message>
        <source>Open &amp;Log Folder</source>
        <translation>Открыть папку &amp;журнала</translation>
    </message>
</context>
<context>
    <name>DataTab</name>
    <message>
        <source>Edit &amp;Pairs…</source>
        <translation>Изменить пар&amp;ы…</translation>
    </message>
    <message>
        <source>Change which file is compared with which reference</source>
        <translation>Изменить, какой файл сравнивается с каким эталоном</translation>
    </message>
    <message>
        <source>Show F&amp;older</source>
        <translation>Показать пап&amp;ку</translation>
    </message>
    <message>
        <source>Show the folder of the files</source>
        <translation>Показать папку с файлами</translation>
    </message>
    <message>
        <source>Search for files</source>
        <translation>Поиск файлов</translation>
    </message>
    <message>
        <source>Files of the dataset</source>
        <translation>Файлы набора данных</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>найден %n</numerusform>
            <numerusform>найдено %n</numerusform>
            <numerusform>найдено %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading the dataset…</source>
        <translation>Чтение набора данных…</translation>
    </message>
    <message>
        <source>No files yet. Press “Edit Pairs…” to choose a folder.</source>
        <translation>Файлов пока нет. Нажмите «Изменить пары…», чтобы выбрать папку.</translation>
    </message>
    <message numerus="yes">
        <source>%n reference(s)</source>
        <translation>
            <numerusform>%n эталон</numerusform>
            <numerusform>%n эталона</numerusform>
            <numerusform>%n эталонов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n distorted</source>
        <translation>
            <numerusform>%n искажённый</numerusform>
            <numerusform>%n искажённых</numerusform>
            <numerusform>%n искажённых</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n scored by themselves</source>
        <translation>
            <numerusform>%n без эталона</numerusform>
            <numerusform>%n без эталона</numerusform>
            <numerusform>%n без эталона</numerusform>
        </translation>
    </message>
    <message>
        <source>no metric chosen yet: see the tab Metrics</source>
        <translation>метрики ещё не выбраны: откройте вкладку «Метрики»</translation>
    </message>
    <message numerus="yes">
        <source>%n metric(s)</source>
        <translation>
            <numerusform>%n метрика</numerusform>
            <numerusform>%n метрики</numerusform>
            <numerusform>%n метрик</numerusform>
        </translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Изображения</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>Видео</translation>
    </message>
</context>
<context>
    <name>DatasetPage</name>
    <message>
        <source>&amp;Data</source>
        <translation>&amp;Данные</translation>
    </message>
    <message>
        <source>&amp;Metrics</source>
        <translation>&amp;Метрики</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>Рас&amp;чёт</translation>
    </message>
    <message>
        <source>Parts of the dataset</source>
        <translation>Разделы набора данных</translation>
    </message>
</context>
<context>
    <name>DatasetWizard</name>
    <message>
        <source>1 Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2 Pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3 Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4 Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages of the wizard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt; &amp;Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next &gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save and &amp;Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the wizard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close without saving?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you decided here would be lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close without saving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep editing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the dataset {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished">&amp;Отменить</translation>
    </message>
    <message>
        <source>Red&amp;o</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DetailsPanel</name>
    <message>
        <source>Choose a metric in the table to read what it measures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>⚠ No checkpoint of any metric was found there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) imported.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>About the metric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of fetching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the import did</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import checkpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring in checkpoints of any metric that were fetched on another computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a &amp;folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a &amp;zip archive or a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the folder of the checkpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fet&amp;ch {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fet&amp;ch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be fetched: offline mode is on ({variable}). Import the files instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits until what is being fetched is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total}, {speed}/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ {source}: imported as {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ {source}: {file} was there already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ {source}: refused: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>– {source}: no checkpoint that any metric needs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder with checkpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zip archive or checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExamplePanel</name>
    <message>
        <source>Click a distorted file, then its reference. The other files are paired in the same way at once; show more examples until everything is right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1. &amp;Distorted file:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distorted files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2. Its re&amp;ference:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>References</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remo&amp;ve example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Example: distorted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The examples come to this rule: {rule}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>example removed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Finisher</name>
    <message>
        <source>All datasets of the queue are done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer could not be put to sleep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>All datasets are done. This computer sleeps in %n second(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderPage</name>
    <message>
        <source>The dataset is still being read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files are still being listed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no image and no video in this folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which folder holds the images or videos?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>References and distorted files may lie together or in folders of their own below it. Files are only read, never changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F&amp;older:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a folder anywhere here, or type its path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List the files of the folder again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop looking for files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder holds both. Score its:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I&amp;mages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Videos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ignored files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished">Файл</translation>
    </message>
    <message>
        <source>Why it is ignored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder of the images or videos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kind of files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the &amp;ignored files</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Show %Ln &amp;ignored file(s), and why</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Looking for files: {found} found by now…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found: {files}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You stopped the search, so files are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no image and no video in this folder. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>Fetch what is missin&amp;g ({size})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch what is missin&amp;g</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saving…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saved when the run has ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save &amp;now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch the checkpoints of every ticked metric that lacks some</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GroupsModel</name>
    <message>
        <source>Reference, and its distorted files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>moved by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{file}, reference of %n file(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ItemsModel</name>
    <message>
        <source>File</source>
        <translation type="unfinished">Файл</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {all} frames</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Leftovers</name>
    <message>
        <source>Files in no group, by reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files in no group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished">Файл</translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unmatched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit two references</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unused references</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is scored by itself, with no-reference metrics.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LogModel</name>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Printed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LogView</name>
    <message>
        <source>Words to look for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words to look for in the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which lines of the log are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log of the dataset</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Datasets and the chosen one</source>
        <translation>Наборы данных и выбранный набор</translation>
    </message>
    <message>
        <source>The workspace {folder} is open. It has no dataset yet.</source>
        <translation>Рабочая папка {folder} открыта. Наборов данных в ней пока нет.</translation>
    </message>
    <message>
        <source>The run of {name} was broken off. What was scored is kept.</source>
        <translation>Расчёт {name} оборвался. Готовые оценки сохранены.</translation>
    </message>
    <message>
        <source>Sho&amp;w the Run</source>
        <translation>П&amp;оказать расчёт</translation>
    </message>
    <message>
        <source>The workspace {folder} cannot be read any more: {reason}.</source>
        <translation>Рабочую папку {folder} больше не удаётся прочитать: {reason}.</translation>
    </message>
</context>
<context>
    <name>MetricsBox</name>
    <message>
        <source>&amp;Metrics</source>
        <translation type="unfinished">&amp;Метрики</translation>
    </message>
    <message>
        <source>Search for more metrics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metrics to compute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking which metrics are ready…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n ticked.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No metric that is ready has these words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n more ready: search for them.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Others need checkpoints first: see the tab Metrics afterwards.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MetricsModel</name>
    <message>
        <source>Metric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} ({ticked} of {count} ticked)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>needs sides of at least %n pixel(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>needs at least %n frame(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>↑ higher is better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>↓ lower is better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>describes only</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MetricsPage</name>
    <message>
        <source>Metrics</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n metric(s) shown</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>⚠ Nothing can be ticked. {said}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked while this dataset runs. Cancel the run or wait for its end to tick other metrics.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MoveDialog</name>
    <message>
        <source>Move to a reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Compare %n file(s) with:</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Reference:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>References</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show &amp;all files, to make one of them a reference</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Close this notice</source>
        <translation>Закрыть это сообщение</translation>
    </message>
    <message>
        <source>What can be done</source>
        <translation>Что можно сделать</translation>
    </message>
</context>
<context>
    <name>Opener</name>
    <message>
        <source>One file has nothing to be compared with: drop two or more, or a folder.</source>
        <translation>Один файл не с чем сравнивать: перетащите два или больше, или папку.</translation>
    </message>
    <message>
        <source>There is no such file or folder: {path}</source>
        <translation>Такого файла или папки нет: {path}</translation>
    </message>
    <message>
        <source>Choose a folder of images or videos</source>
        <translation>Выберите папку с изображениями или видео</translation>
    </message>
    <message>
        <source>Open a workspace</source>
        <translation>Открыть рабочую папку</translation>
    </message>
    <message>
        <source>Choose two or more files to compare</source>
        <translation>Выберите два или больше файлов для сравнения</translation>
    </message>
    <message>
        <source>Making the demo in {folder}…</source>
        <translation>Создаётся пример в {folder}…</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be made: {reason}</source>
        <translation>Не удаётся создать папку {folder}: {reason}</translation>
    </message>
    <message>
        <source>The demo could not be made: {reason}</source>
        <translation>Пример создать не удалось: {reason}</translation>
    </message>
</context>
<context>
    <name>OptionsPanel</name>
    <message>
        <source>automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Like objective-metrics 1.2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute everything &amp;anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cpu, cuda, cuda:0,cuda:1 or mps; automatic takes the fastest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many programs score side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reproduces the values of the older tool with its defects, for studies that are continued; such scores are kept apart from all others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts the stored scores aside in a file and computes all of them again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device to compute on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of workers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PairsPage</name>
    <message>
        <source>The files are still being paired.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend the rule first: what is wrong is said below it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No file would be scored yet. Pair at least one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which file is compared with which reference?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take a &amp;proposal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show b&amp;y example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a r&amp;ule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the pairs as they were sa&amp;ved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add &amp;new files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pair files that came since the dataset was saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This dataset was made without a rule, so its pairs are kept exactly as they are. Choosing another way pairs all files of the folder anew: look at the groups before you save. Undo brings the saved pairs back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>way of pairing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing the names of the files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{counts}: see below the groups why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln new file(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) no longer there ({names})</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Since the dataset was saved: {news}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>And %Ln more.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PathList</name>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Picker</name>
    <message>
        <source>tick {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>untick {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>preset {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Cancelled; fetching goes on where it stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n metric(s)</source>
        <translation type="unfinished">
            <numerusform>%n метрика</numerusform>
            <numerusform>%n метрики</numerusform>
            <numerusform>%n метрик</numerusform>
        </translation>
    </message>
    <message>
        <source>The catalogue has no metric of this name, so it is not computed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was left out: {why}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlacedView</name>
    <message>
        <source>Search in the groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chosen files:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No file is compared with a reference. Below is where the files are, and why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>M&amp;ove to…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the chosen files with another reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Leave out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not score the chosen files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Without reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score the chosen files by themselves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Take back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the chosen files go where names put them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>leave out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>take back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>As the system has it</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлая</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмная</translation>
    </message>
    <message>
        <source>&amp;Open the last workspace at the start</source>
        <translation>&amp;Открывать последнюю рабочую папку при запуске</translation>
    </message>
    <message>
        <source>&amp;Theme:</source>
        <translation>&amp;Тема:</translation>
    </message>
    <message>
        <source>&amp;Language:</source>
        <translation>&amp;Язык:</translation>
    </message>
</context>
<context>
    <name>PresetsMenu</name>
    <message>
        <source>Save as preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the preset:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a preset “{name}” already. Replace it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New name:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the preset “{name}”? No ticks are changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save what is ticked as a preset…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Fast classics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Codec comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Image restoration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;No reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Describe the c&amp;ontent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;All without weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presets</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProblemList</name>
    <message>
        <source>Problems of the dataset</source>
        <translation>Проблемы набора данных</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to look at:</source>
        <translation>
            <numerusform>%n место требует внимания:</numerusform>
            <numerusform>%n места требуют внимания:</numerusform>
            <numerusform>%n мест требуют внимания:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProblemModel</name>
    <message>
        <source>Kind</source>
        <translation>Вид</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Где</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Что</translation>
    </message>
    <message>
        <source>How to mend it</source>
        <translation>Как исправить</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Проблема</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Замечание</translation>
    </message>
</context>
<context>
    <name>ProblemsModel</name>
    <message>
        <source>Kind</source>
        <translation type="unfinished">Вид</translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished">Файл</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How to mend it</source>
        <translation type="unfinished">Как исправить</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation type="unfinished">Проблема</translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished">Замечание</translation>
    </message>
</context>
<context>
    <name>ProblemsPanel</name>
    <message>
        <source>No problems so far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File, metric or words to look for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words to look for in the problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which kinds of problems are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing scores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the chosen problems as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the file&apos;s folder in the system&apos;s own window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems of the run</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProposalPanel</name>
    <message>
        <source>Proposals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing the names of the files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found in the names of the files; take what is right:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to propose yet: choose a folder with files first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This looks like the public dataset {title}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same, written as a rule:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>proposal</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueueModel</name>
    <message>
        <source>Place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all of the dataset</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message>
        <source>Nothing waits. &apos;Start&apos; on the page of another dataset puts it here while one is running; datasets run one after the other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move do&amp;wn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ta&amp;ke out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Datasets that wait</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuickCompare</name>
    <message>
        <source>Add files to the comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder is left out: for whole folders there is “New Dataset”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n metric(s)</source>
        <translation type="unfinished">
            <numerusform>%n метрика</numerusform>
            <numerusform>%n метрики</numerusform>
            <numerusform>%n метрик</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) scored by themselves</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) compared with the reference</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Ready: {files}, {metrics}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left out.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) will get no score: see above.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>The catalogue has no metric of this name, so it is not computed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It stays in the file as long as it is ticked. Install the plug-in that brings it, or untick it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {seen} files looked at have a side shorter than {side} pixels; they will get no score.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {seen} videos looked at have fewer than {frames} frames; they will get no score.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It scores videos, and this dataset has pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It scores pictures, and this dataset has videos.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick it in a dataset of the other kind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It compares with a reference, and this dataset has no pairs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make pairs on the Data tab with “Edit pairs…”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It scores files by themselves, and this dataset lists none for that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the dataset again from “Edit pairs…” on the Data tab to list them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is computed by ffmpeg with libvmaf: {fault}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files are too small: it needs sides of at least {side} pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use larger files, or another metric.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The videos are too short: it needs at least {frames} frames.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use longer videos, or another metric.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RulePanel</name>
    <message>
        <source>On the left of the arrow the name of a distorted file, on the right that of its reference. A word in braces stands for a part that differs from file to file; the same word on both sides means the same text.
Example: {content}_{codec}_{crf}.mp4 -&gt; ref/{content}.mp4
(a|b) is one of several texts, [_{fps}fps] may be missing, * is anything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rules, one a line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Capital and small letters are the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a regular e&amp;xpression (for experts)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Named groups are the fields, and the reference is written with them: (?P&lt;content&gt;\w+)_(?P&lt;crf&gt;\d+)\.mp4 leads to ref/{content}.mp4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regular expression of &amp;distorted files:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the re&amp;ference:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>capital and small letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>regular expression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line}:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regular expression, character {number}:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the reference, character {number}:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunPage</name>
    <message>
        <source>Let the run rest after the frames in hand, or go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation type="unfinished">Пре&amp;рвать</translation>
    </message>
    <message>
        <source>End the run; what is scored is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>St&amp;op now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the engine by force; stored scores are kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retr&amp;y failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try once more what could not be scored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The options are in use and locked until the run has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to do when the queue is finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>do nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>notify me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>let the computer sleep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Items in hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Proceed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pu&amp;t in queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Con&amp;tinue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;tart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits for its turn; the tab Queue shows what is before it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;Start&apos; scores everything that the dataset asks for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scores so far are kept; &apos;Continue&apos; computes what is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine waits and keeps its memory; &apos;Proceed&apos; lets it go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window can be closed; the run goes on and is found again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n score(s) computed</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kept from before</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not possible</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to be looked at</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;In hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pro&amp;blems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lo&amp;g</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Queue</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunWords</name>
    <message>
        <source>Finished, with problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pausing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine does not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could not be finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine crashed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{s} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{min} min {s} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{h} h {min} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} GiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} MiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run was started by omgui {version}, which is newer: not everything it says is shown here. Its scores are not concerned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program that scores ended without a word. Stored scores are kept; &apos;Continue&apos; computes what is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its last words:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine has given no sign of life for half a minute. Wait if the computer is very busy; &apos;Stop now&apos; ends it, and stored scores are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine takes its time. &apos;Stop now&apos; ends it by force; stored scores are kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SavePage</name>
    <message>
        <source>Name a folder for the results.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder for the datasets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is the dataset called?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of all &amp;datasets:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the res&amp;ults:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also score &amp;without reference:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metrics to begin with:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>distorted files, not references</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only files that have no reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counts for no-reference metrics only; all files is what comparisons need.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These files will be written; nothing is before that:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files that will be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File that will be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It becomes a new dataset; “{name}” stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder of all datasets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>files scored without reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n metric(s), as before. Change them on the tab Metrics.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>These are what others report most, are computed fast and need no download. The tab Metrics has all others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These describe the content and need neither references nor downloads. The tab Metrics has all others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(This file will be removed: there are no pairs.)</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>… and %Ln more line(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Сочетания клавиш</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Клавиши</translation>
    </message>
    <message>
        <source>What they do</source>
        <translation>Что они делают</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>No workspace</source>
        <translation>Рабочей папки нет</translation>
    </message>
    <message>
        <source>Datasets of the workspace</source>
        <translation>Наборы данных рабочей папки</translation>
    </message>
    <message>
        <source>Open a workspace, or drop a folder of files here.</source>
        <translation>Откройте рабочую папку или перетащите сюда папку с файлами.</translation>
    </message>
    <message>
        <source>This workspace has no dataset yet. Drop a folder of files here.</source>
        <translation>В этой рабочей папке пока нет наборов данных. Перетащите сюда папку с файлами.</translation>
    </message>
</context>
<context>
    <name>StatePanel</name>
    <message>
        <source>Not run yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computed on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What should be known about this run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} frames/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>almost done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n worker(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Nothing is running</source>
        <translation>Расчётов нет</translation>
    </message>
    <message>
        <source>Paused: {name}</source>
        <translation>Пауза: {name}</translation>
    </message>
    <message>
        <source>Running: {name}</source>
        <translation>Идёт расчёт: {name}</translation>
    </message>
    <message numerus="yes">
        <source>%n core(s)</source>
        <translation>
            <numerusform>%n ядро</numerusform>
            <numerusform>%n ядра</numerusform>
            <numerusform>%n ядер</numerusform>
        </translation>
    </message>
    <message>
        <source>Memory: {free} of {total} GiB free</source>
        <translation>Память: свободно {free} из {total} ГиБ</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>&amp;Search:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sho&amp;w:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search metrics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name, title, paper, what it measures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which metrics are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All metrics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Can run now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Need no checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tick all shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Untick all shown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Totals</name>
    <message numerus="yes">
        <source>%n metric(s) ticked</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Tick what is to be computed, or choose a preset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n score(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{scores}; looking at the files to tell the time…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{scores}; the time is not known, as no file could be looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n worker(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{scores}, {when} on {device} with {workers}, {memory} of memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ticked, but cannot run here: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoints are missing for {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The models need {need}, and each worker on {device} has room for {room}: the files will be gone through %n time(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Too large for this room by themselves, and may fall back to smaller steps or to the CPU: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This may need {need} of memory, and {free} are free. Close other programs, or choose fewer workers on the Run tab.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their speed is not known, which makes the time a guess: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pass {number}: {names}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Welcome to omgui</source>
        <translation>Добро пожаловать в omgui</translation>
    </message>
    <message>
        <source>Scores of image and video quality, for whole folders, without a terminal.</source>
        <translation>Оценки качества изображений и видео для целых папок, без терминала.</translation>
    </message>
    <message>
        <source>Drop a folder with your images or videos anywhere in this window.
omgui finds out which file belongs to which reference.</source>
        <translation>Перетащите папку с изображениями или видео в любое место этого окна.
omgui сама определит, какой файл относится к какому эталону.</translation>
    </message>
    <message>
        <source>&amp;Choose a Folder…</source>
        <translation>Вы&amp;брать папку…</translation>
    </message>
    <message>
        <source>Open a &amp;Workspace…</source>
        <translation>От&amp;крыть рабочую папку…</translation>
    </message>
    <message>
        <source>A folder with datasets that exist already (it has &apos;datasets_configs&apos; in it).</source>
        <translation>Папка, где уже есть наборы данных (внутри неё есть «datasets_configs»).</translation>
    </message>
    <message>
        <source>&amp;Try the Demo</source>
        <translation>Попробовать при&amp;мер</translation>
    </message>
    <message>
        <source>Makes a small folder of images and videos in your documents to play with.</source>
        <translation>Создаёт в ваших документах небольшую папку с изображениями и видео для пробы.</translation>
    </message>
    <message>
        <source>Sto&amp;p</source>
        <translation>Ос&amp;тановить</translation>
    </message>
    <message>
        <source>&amp;Recent workspaces (Enter opens, Delete forgets):</source>
        <translation>Н&amp;едавние рабочие папки (Enter открывает, Delete убирает из списка):</translation>
    </message>
    <message>
        <source>Recent workspaces</source>
        <translation>Недавние рабочие папки</translation>
    </message>
    <message>
        <source>The demo is being made</source>
        <translation>Создаётся пример</translation>
    </message>
    <message>
        <source>{folder} cannot be opened: {reason}.</source>
        <translation>Не удаётся открыть {folder}: {reason}.</translation>
    </message>
</context>
<context>
    <name>WindowCommands</name>
    <message>
        <source>There are no results yet.</source>
        <translation>Результатов пока нет.</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Not in the catalogue (kept as the file says)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features instead of scores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pictures and frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>videos as a whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{kind} · {media} · {family}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>classic formulas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>statistics of natural scenes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>learned from people&apos;s ratings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>aesthetics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>faces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>special purpose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other versions and training data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>describes the content</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>↑ higher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>↓ lower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>– neither</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n number(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>fetching {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} to fetch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting to be fetched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fetching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not the official file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>could not be fetched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time}, measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured by earlier runs of this dataset on this device.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimated for this CPU from measured figures and the sizes of some of the files; it may be half or double. Decoding comes on top, once for all metrics.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has measured it on a device like this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not ticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be ticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{rate} fps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its name says so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the name of its folder says so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the names of all others begin with its name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only its format is lossless</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has the most data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is the first; please check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame by frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each frame repeated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last frame repeated at the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking into it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It stays in the dataset, and will get no score as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It will not be part of the dataset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposed as the reference: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scored by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of another kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compared with the reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where this is wrong, save and choose “Edit Pairs…” to pair otherwise.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WorklistModel</name>
    <message>
        <source>Frames are matched</source>
        <translation>Сопоставление кадров</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Файл</translation>
    </message>
    <message numerus="yes">
        <source>Scored by themselves: %n file(s)</source>
        <translation>
            <numerusform>Без эталона: %n файл</numerusform>
            <numerusform>Без эталона: %n файла</numerusform>
            <numerusform>Без эталона: %n файлов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Compared with a reference: %n file(s)</source>
        <translation>
            <numerusform>Сравнивается с эталоном: %n файл</numerusform>
            <numerusform>Сравниваются с эталоном: %n файла</numerusform>
            <numerusform>Сравниваются с эталоном: %n файлов</numerusform>
        </translation>
    </message>
    <message>
        <source>one to one (same)</source>
        <translation>один к одному (same)</translation>
    </message>
    <message>
        <source>each frame repeated (repeat_each)</source>
        <translation>каждый кадр повторяется (repeat_each)</translation>
    </message>
    <message>
        <source>last frame repeated (repeat_last)</source>
        <translation>последний кадр повторяется (repeat_last)</translation>
    </message>
    <message>
        <source>{file}, distorted</source>
        <translation>{file}, искажённый</translation>
    </message>
    <message>
        <source>{file}, reference</source>
        <translation>{file}, эталон</translation>
    </message>
</context>
<context>
    <name>states</name>
    <message>
        <source>not run yet</source>
        <translation>ещё не рассчитан</translation>
    </message>
    <message>
        <source>waiting in the queue</source>
        <translation>ждёт в очереди</translation>
    </message>
    <message>
        <source>running</source>
        <translation>идёт расчёт</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>готово</translation>
    </message>
    <message>
        <source>finished with problems</source>
        <translation>завершён с проблемами</translation>
    </message>
    <message>
        <source>unfinished</source>
        <translation>не завершён</translation>
    </message>
    <message>
        <source>changed since its run</source>
        <translation>изменён после расчёта</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>не читается</translation>
    </message>
</context>
</TS>
