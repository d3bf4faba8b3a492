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
        <source>&amp;Installation</source>
        <translation>&amp;Установка</translation>
    </message>
    <message>
        <source>&amp;Licences</source>
        <translation>&amp;Лицензии</translation>
    </message>
    <message>
        <source>Objective image and video quality assessment over whole datasets.</source>
        <translation>Объективная оценка качества изображений и видео по целым наборам данных.</translation>
    </message>
    <message>
        <source>Versions:</source>
        <translation>Версии:</translation>
    </message>
    <message>
        <source>Computes on:</source>
        <translation>Расчёт на:</translation>
    </message>
    <message>
        <source>Checkpoints:</source>
        <translation>Веса:</translation>
    </message>
    <message>
        <source>Settings:</source>
        <translation>Настройки:</translation>
    </message>
    <message>
        <source>Log:</source>
        <translation>Журнал:</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
    <message>
        <source>Open folder: {name}</source>
        <translation>Открыть папку: {name}</translation>
    </message>
    <message numerus="yes">
        <source>CPU, %n core(s)</source>
        <translation>
            <numerusform>CPU, %n ядро</numerusform>
            <numerusform>CPU, %n ядра</numerusform>
            <numerusform>CPU, %n ядер</numerusform>
        </translation>
    </message>
    <message>
        <source>cuda:{number}, {free} GiB of its memory free</source>
        <translation>cuda:{number}, свободно {free} ГиБ его памяти</translation>
    </message>
    <message>
        <source>mps, the graphics processor of this Mac</source>
        <translation>mps, графический процессор этого Mac</translation>
    </message>
    <message>
        <source>Asking the engine for graphics processors…</source>
        <translation>Идёт поиск графических процессоров…</translation>
    </message>
    <message>
        <source>no graphics processor that torch can use</source>
        <translation>нет графического процессора, который может использовать torch</translation>
    </message>
    <message>
        <source>The engine did not answer. Install omgui again.</source>
        <translation>Движок не ответил. Установите omgui заново.</translation>
    </message>
    <message>
        <source>{folder} is not there yet: nothing was put into it so far.</source>
        <translation>Папки {folder} ещё нет: в неё пока ничего не клали.</translation>
    </message>
    <message>
        <source>This system has no program that opens {folder}.</source>
        <translation>В этой системе нет программы, которая открывает {folder}.</translation>
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
        <translation>Здесь не рассчитать</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Замечание</translation>
    </message>
    <message>
        <source>Better</source>
        <translation>Лучше</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Диапазон</translation>
    </message>
    <message>
        <source>Sees</source>
        <translation>Что видит</translation>
    </message>
    <message>
        <source>Looks at</source>
        <translation>Смотрит на</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Ограничения</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Статья</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Реализация</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Лицензия</translation>
    </message>
    <message>
        <source>comes with {metric} by itself</source>
        <translation>вычисляется вместе с {metric} сама собой</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Часть</translation>
    </message>
    <message>
        <source>Gives also</source>
        <translation>Даёт также</translation>
    </message>
    <message numerus="yes">
        <source>shortest side at least %n pixel(s)</source>
        <translation>
            <numerusform>короткая сторона не меньше %n пикселя</numerusform>
            <numerusform>короткая сторона не меньше %n пикселей</numerusform>
            <numerusform>короткая сторона не меньше %n пикселей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at least %n frame(s)</source>
        <translation>
            <numerusform>не меньше %n кадра</numerusform>
            <numerusform>не меньше %n кадров</numerusform>
            <numerusform>не меньше %n кадров</numerusform>
        </translation>
    </message>
    <message>
        <source>no score when {case}</source>
        <translation>оценки нет, если: {case}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>not for commercial use</source>
        <translation>не для коммерческого использования</translation>
    </message>
    <message>
        <source>Files of weights</source>
        <translation>Файлы весов</translation>
    </message>
    <message>
        <source>Terms: {terms}</source>
        <translation>Условия: {terms}</translation>
    </message>
    <message>
        <source>New files go to {folder}.</source>
        <translation>Новые файлы сохраняются в {folder}.</translation>
    </message>
    <message>
        <source>there, checksum right</source>
        <translation>на месте, контрольная сумма верна</translation>
    </message>
    <message>
        <source>there</source>
        <translation>на месте</translation>
    </message>
    <message>
        <source>there, no checksum published</source>
        <translation>на месте, контрольная сумма не опубликована</translation>
    </message>
    <message>
        <source>there, but of the wrong size</source>
        <translation>на месте, но размер не тот</translation>
    </message>
    <message>
        <source>there, but with a wrong checksum</source>
        <translation>на месте, но контрольная сумма не сходится</translation>
    </message>
    <message>
        <source>there, but cannot be read</source>
        <translation>на месте, но не читается</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>нет</translation>
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
        <source>Rena&amp;me Dataset…</source>
        <translation>Пере&amp;именовать набор…</translation>
    </message>
    <message>
        <source>Give the dataset another name; its scores stay</source>
        <translation>Дать набору другое имя; его оценки сохранятся</translation>
    </message>
    <message>
        <source>Dele&amp;te Dataset…</source>
        <translation>&amp;Удалить набор…</translation>
    </message>
    <message>
        <source>Delete the dataset; its images or videos stay</source>
        <translation>Удалить набор; его изображения или видео останутся</translation>
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
        <source>Res&amp;ults</source>
        <translation>Р&amp;езультаты</translation>
    </message>
    <message>
        <source>Show the table of scores</source>
        <translation>Показать таблицу оценок</translation>
    </message>
    <message>
        <source>Vie&amp;wer</source>
        <translation>Про&amp;смотр</translation>
    </message>
    <message>
        <source>Show curves and frames</source>
        <translation>Показать кривые и кадры</translation>
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
        <translation>Видео, которые начинаются раньше или позже</translation>
    </message>
    <message>
        <source>Distorted video</source>
        <translation>Искажённое видео</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Эталон</translation>
    </message>
    <message>
        <source>What you decided</source>
        <translation>Ваше решение</translation>
    </message>
    <message>
        <source>&amp;Keep unshifted</source>
        <translation>Н&amp;е сдвигать</translation>
    </message>
    <message>
        <source>Show ne&amp;xt</source>
        <translation>Следующа&amp;я пара</translation>
    </message>
    <message>
        <source>Another &amp;moment</source>
        <translation>Другой &amp;момент</translation>
    </message>
    <message>
        <source>Show frames of another moment of the same videos</source>
        <translation>Показать кадры из другого места тех же видео</translation>
    </message>
    <message>
        <source>Not decided: is it shifted by {frames}?</source>
        <translation>Не решено: сдвиг на {frames}?</translation>
    </message>
    <message>
        <source>Shifted by {frames}</source>
        <translation>Сдвиг на {frames}</translation>
    </message>
    <message>
        <source>Kept unshifted</source>
        <translation>Без сдвига</translation>
    </message>
    <message>
        <source>Comparing how the videos begin: {done} of {total} pairs…</source>
        <translation>Сравнение начал видео: {done} из {total} пар…</translation>
    </message>
    <message>
        <source>Every pair that was compared begins with the same picture, as far as that can be told.</source>
        <translation>Все проверенные пары, насколько можно судить, начинаются с одного и того же кадра.</translation>
    </message>
    <message numerus="yes">
        <source>Begin earlier or later than their reference, it seems: %n video(s). Nothing is shifted unless you accept it.</source>
        <translation>
            <numerusform>Похоже, раньше или позже эталона начинается %n видео. Без вашего согласия ничего не сдвигается.</numerusform>
            <numerusform>Похоже, раньше или позже эталона начинаются %n видео. Без вашего согласия ничего не сдвигается.</numerusform>
            <numerusform>Похоже, раньше или позже эталона начинаются %n видео. Без вашего согласия ничего не сдвигается.</numerusform>
        </translation>
    </message>
    <message>
        <source>All are decided.</source>
        <translation>По всем парам решение принято.</translation>
    </message>
    <message>
        <source>&amp;Accept offset {frames}</source>
        <translation>&amp;Принять сдвиг {frames}</translation>
    </message>
    <message>
        <source>&amp;Accept offsets</source>
        <translation>&amp;Принять сдвиги</translation>
    </message>
    <message numerus="yes">
        <source>The distorted video has %n extra frame(s) at its beginning. With the offset they are left out.</source>
        <translation>
            <numerusform>В начале искажённого видео %n лишний кадр. Со сдвигом лишнее начало пропускается.</numerusform>
            <numerusform>В начале искажённого видео %n лишних кадра. Со сдвигом лишнее начало пропускается.</numerusform>
            <numerusform>В начале искажённого видео %n лишних кадров. Со сдвигом лишнее начало пропускается.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The distorted video lacks the first %n frame(s) of its reference. With the offset these are left out.</source>
        <translation>
            <numerusform>В искажённом видео не хватает %n кадра из начала эталона. Со сдвигом начало эталона пропускается.</numerusform>
            <numerusform>В искажённом видео не хватает %n кадров из начала эталона. Со сдвигом начало эталона пропускается.</numerusform>
            <numerusform>В искажённом видео не хватает %n кадров из начала эталона. Со сдвигом начало эталона пропускается.</numerusform>
        </translation>
    </message>
    <message>
        <source>Reference, frame {number}</source>
        <translation>Эталон, кадр {number}</translation>
    </message>
    <message>
        <source>Unshifted: distorted, frame {number}</source>
        <translation>Без сдвига: искажённое, кадр {number}</translation>
    </message>
    <message>
        <source>With offset: distorted, frame {number}</source>
        <translation>Со сдвигом: искажённое, кадр {number}</translation>
    </message>
    <message>
        <source>offset</source>
        <translation>сдвиг</translation>
    </message>
    <message>
        <source>keep unshifted</source>
        <translation>без сдвига</translation>
    </message>
</context>
<context>
    <name>AloneChoice</name>
    <message>
        <source>all files</source>
        <translation>все файлы</translation>
    </message>
    <message>
        <source>distorted files, not references</source>
        <translation>искажённые файлы, но не эталоны</translation>
    </message>
    <message>
        <source>only files that have no reference</source>
        <translation>только файлы, у которых нет эталона</translation>
    </message>
    <message>
        <source>Counts for no-reference metrics only; all files is what comparisons need.</source>
        <translation>Касается только метрик без эталона; для сравнений нужны все файлы.</translation>
    </message>
    <message>
        <source>files scored without reference</source>
        <translation>файлы, оцениваемые без эталона</translation>
    </message>
</context>
<context>
    <name>BottomRow</name>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>&lt; &amp;Back</source>
        <translation>&lt; &amp;Назад</translation>
    </message>
    <message>
        <source>&amp;Next &gt;</source>
        <translation>&amp;Далее &gt;</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Сохранить</translation>
    </message>
    <message>
        <source>Save and &amp;Run</source>
        <translation>Сохранить и &amp;рассчитать</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Отменить</translation>
    </message>
    <message>
        <source>Red&amp;o</source>
        <translation>&amp;Вернуть</translation>
    </message>
</context>
<context>
    <name>CellWords</name>
    <message>
        <source>Mean</source>
        <translation>Среднее</translation>
    </message>
    <message>
        <source>Harmonic mean</source>
        <translation>Гармоническое среднее</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Медиана</translation>
    </message>
    <message>
        <source>Worst frame</source>
        <translation>Худший кадр</translation>
    </message>
    <message>
        <source>Worst 1 % (percentile)</source>
        <translation>Худший 1 % (процентиль)</translation>
    </message>
    <message>
        <source>Worst 5 % (percentile)</source>
        <translation>Худшие 5 % (процентиль)</translation>
    </message>
    <message>
        <source>Worst 10 % (percentile)</source>
        <translation>Худшие 10 % (процентиль)</translation>
    </message>
    <message>
        <source>This share of the frames is as bad as the number or worse. Of metrics whose lower scores are better it is taken from the upper end.</source>
        <translation>Такая доля кадров не лучше этого числа. У метрик, где лучше меньшие оценки, берётся верхний край.</translation>
    </message>
    <message>
        <source>The average of all frames, as the runs store it.</source>
        <translation>Среднее по всем кадрам, как его сохраняет расчёт.</translation>
    </message>
    <message>
        <source>An average that low scores pull down more than high ones pull up.</source>
        <translation>Среднее, которое низкие оценки тянут вниз сильнее, чем высокие вверх.</translation>
    </message>
    <message>
        <source>Half of the frames are better, half are worse.</source>
        <translation>Половина кадров лучше, половина хуже.</translation>
    </message>
    <message>
        <source>The score of the worst frame: the lowest one, or the highest one of metrics whose lower scores are better.</source>
        <translation>Оценка худшего кадра: наименьшая, а у метрик, где лучше меньшие оценки, — наибольшая.</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>среднее</translation>
    </message>
    <message>
        <source>median</source>
        <translation>медиана</translation>
    </message>
    <message>
        <source>standard deviation</source>
        <translation>стандартное отклонение</translation>
    </message>
    <message>
        <source>items without score</source>
        <translation>без оценки</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Эталон</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Файл</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Режим</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>Сторона</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>Элементы</translation>
    </message>
    <message>
        <source>Frames scored</source>
        <translation>Кадров оценено</translation>
    </message>
    <message>
        <source>Frames expected</source>
        <translation>Кадров ожидалось</translation>
    </message>
    <message>
        <source>std</source>
        <translation>ст. откл.</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>без оценки</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>разность</translation>
    </message>
    <message>
        <source>spread</source>
        <translation>разброс</translation>
    </message>
    <message>
        <source>harmonic mean</source>
        <translation>гармоническое среднее</translation>
    </message>
    <message>
        <source>min</source>
        <translation>мин.</translation>
    </message>
    <message>
        <source>max</source>
        <translation>макс.</translation>
    </message>
    <message>
        <source>{n}th percentile</source>
        <translation>{n}-й процентиль</translation>
    </message>
    <message>
        <source>1st percentile</source>
        <translation>1-й процентиль</translation>
    </message>
    <message>
        <source>Higher scores are better.</source>
        <translation>Чем больше оценка, тем лучше.</translation>
    </message>
    <message>
        <source>Lower scores are better.</source>
        <translation>Чем меньше оценка, тем лучше.</translation>
    </message>
    <message>
        <source>Describes the content; no score is better than another.</source>
        <translation>Описывает содержание; нет оценок лучше или хуже.</translation>
    </message>
    <message>
        <source>Run the dataset again to have them computed anew.</source>
        <translation>Запустите расчёт набора ещё раз, чтобы вычислить их заново.</translation>
    </message>
    <message>
        <source>both</source>
        <translation>в обоих</translation>
    </message>
    <message>
        <source>first only</source>
        <translation>только в первом</translation>
    </message>
    <message>
        <source>second only</source>
        <translation>только во втором</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n элемент</numerusform>
            <numerusform>%n элемента</numerusform>
            <numerusform>%n элементов</numerusform>
        </translation>
    </message>
    <message>
        <source>{some} of {all}</source>
        <translation>{some} из {all}</translation>
    </message>
    <message numerus="yes">
        <source>%n group(s)</source>
        <translation>
            <numerusform>%n группа</numerusform>
            <numerusform>%n группы</numerusform>
            <numerusform>%n групп</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>выбран %n</numerusform>
            <numerusform>выбрано %n</numerusform>
            <numerusform>выбрано %n</numerusform>
        </translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>нет пока</translation>
    </message>
    <message>
        <source>outdated</source>
        <translation>устарела</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>не читается</translation>
    </message>
    <message>
        <source>file missing</source>
        <translation>нет файла</translation>
    </message>
    <message>
        <source>file empty</source>
        <translation>пустой файл</translation>
    </message>
    <message>
        <source>no weights</source>
        <translation>нет весов</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>не установлено</translation>
    </message>
    <message>
        <source>no memory</source>
        <translation>нет памяти</translation>
    </message>
    <message>
        <source>undefined</source>
        <translation>не определена</translation>
    </message>
    <message>
        <source>too small</source>
        <translation>слишком мал</translation>
    </message>
    <message>
        <source>too short</source>
        <translation>слишком короткий</translation>
    </message>
    <message>
        <source>sizes differ</source>
        <translation>разный размер</translation>
    </message>
    <message>
        <source>not stored</source>
        <translation>не сохранены</translation>
    </message>
    <message>
        <source>crashed</source>
        <translation>сбой</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>проблема</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) of this group have no score and do not count.</source>
        <translation>
            <numerusform>%n элемент этой группы без оценки и не учитывается.</numerusform>
            <numerusform>%n элемента этой группы без оценки и не учитываются.</numerusform>
            <numerusform>%n элементов этой группы без оценки и не учитываются.</numerusform>
        </translation>
    </message>
    <message>
        <source>Rank {place} of {all}, 1 is the best.</source>
        <translation>Место {place} из {all}, 1 — лучшее.</translation>
    </message>
    <message>
        <source>The dataset does not ask for this score.</source>
        <translation>Набор не запрашивает эту оценку.</translation>
    </message>
    <message>
        <source>Not computed yet.</source>
        <translation>Ещё не вычислена.</translation>
    </message>
    <message>
        <source>There is only a score of earlier files or settings, which is not shown. Run the dataset again.</source>
        <translation>Есть только оценка прежних файлов или настроек, она не показана. Запустите расчёт набора ещё раз.</translation>
    </message>
    <message>
        <source>From part of the frames: {scored} of {expected}.</source>
        <translation>По части кадров: {scored} из {expected}.</translation>
    </message>
    <message>
        <source>It could not be computed.</source>
        <translation>Её не удалось вычислить.</translation>
    </message>
</context>
<context>
    <name>ChangeWords</name>
    <message>
        <source>The file is not there any more.</source>
        <translation>Файла больше нет.</translation>
    </message>
    <message>
        <source>The file is not there.</source>
        <translation>Файла нет.</translation>
    </message>
    <message>
        <source>The file was changed after it was scored: the score is that of the earlier file. Run the dataset again.</source>
        <translation>Файл изменён после расчёта: оценка относится к прежнему файлу. Запустите расчёт набора ещё раз.</translation>
    </message>
    <message>
        <source>The file has another time than when it was scored, as copies have; its size, beginning and end are the same. A run would score it again.</source>
        <translation>Время изменения файла не то, что при расчёте, как бывает у копий; размер, начало и конец те же. При запуске он будет рассчитан заново.</translation>
    </message>
    <message>
        <source>The file is newer than its score: it was changed or copied since. A run would score it again.</source>
        <translation>Файл новее своей оценки: с тех пор его изменили или скопировали. При запуске он будет рассчитан заново.</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>не найден</translation>
    </message>
    <message>
        <source>changed since it was scored</source>
        <translation>изменён после расчёта</translation>
    </message>
    <message>
        <source>other time than when it was scored</source>
        <translation>другое время, чем при расчёте</translation>
    </message>
    <message>
        <source>newer than its score</source>
        <translation>новее своей оценки</translation>
    </message>
    <message numerus="yes">
        <source>%n metric(s) without scores so far: {names}.</source>
        <translation>
            <numerusform>%n метрика пока без оценок: {names}.</numerusform>
            <numerusform>%n метрики пока без оценок: {names}.</numerusform>
            <numerusform>%n метрик пока без оценок: {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) without scores so far: {names}.</source>
        <translation>
            <numerusform>%n файл пока без оценок: {names}.</numerusform>
            <numerusform>%n файла пока без оценок: {names}.</numerusform>
            <numerusform>%n файлов пока без оценок: {names}.</numerusform>
        </translation>
    </message>
    <message>
        <source>{why} It concerns {names}.</source>
        <translation>{why} Это касается: {names}.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) not found: {names}.</source>
        <translation>
            <numerusform>Не найден %n файл: {names}.</numerusform>
            <numerusform>Не найдено %n файла: {names}.</numerusform>
            <numerusform>Не найдено %n файлов: {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) changed after being scored: {names}. A run would score again.</source>
        <translation>
            <numerusform>%n файл изменён после расчёта: {names}. Запуск рассчитает заново.</numerusform>
            <numerusform>%n файла изменены после расчёта: {names}. Запуск рассчитает заново.</numerusform>
            <numerusform>%n файлов изменены после расчёта: {names}. Запуск рассчитает заново.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) with another time than when scored, as copies have: {names}. The scores are right where only the time differs, but a run would score again.</source>
        <translation>
            <numerusform>У %n файла другое время, чем при расчёте, как у копий: {names}. Если отличается только время, оценки верны, но запуск рассчитает заново.</numerusform>
            <numerusform>У %n файлов другое время, чем при расчёте, как у копий: {names}. Если отличается только время, оценки верны, но запуск рассчитает заново.</numerusform>
            <numerusform>У %n файлов другое время, чем при расчёте, как у копий: {names}. Если отличается только время, оценки верны, но запуск рассчитает заново.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) newer than the last run, changed or copied since: {names}. A run would score again.</source>
        <translation>
            <numerusform>%n файл новее последнего запуска, изменён или скопирован с тех пор: {names}. Запуск рассчитает заново.</numerusform>
            <numerusform>%n файла новее последнего запуска, изменены или скопированы с тех пор: {names}. Запуск рассчитает заново.</numerusform>
            <numerusform>%n файлов новее последнего запуска, изменены или скопированы с тех пор: {names}. Запуск рассчитает заново.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} and %n more</source>
        <translation>
            <numerusform>{names} и ещё %n</numerusform>
            <numerusform>{names} и ещё %n</numerusform>
            <numerusform>{names} и ещё %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckModel</name>
    <message>
        <source>File</source>
        <translation>Файл</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Размер</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Формат</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Кадры</translation>
    </message>
    <message>
        <source>Frames/s</source>
        <translation>Кадр/с</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>Секунды</translation>
    </message>
    <message>
        <source>Frames are matched</source>
        <translation>Сопоставление кадров</translation>
    </message>
    <message>
        <source>What to look at</source>
        <translation>На что обратить внимание</translation>
    </message>
    <message numerus="yes">
        <source>%n set(s)</source>
        <translation>
            <numerusform>%n подгруппа</numerusform>
            <numerusform>%n подгруппы</numerusform>
            <numerusform>%n подгрупп</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckPage</name>
    <message>
        <source>The checks are still running; you can go on in the meantime.</source>
        <translation>Проверка ещё идёт; можно продолжать, не дожидаясь её конца.</translation>
    </message>
    <message>
        <source>Do the files fit each other?</source>
        <translation>Подходят ли файлы друг другу?</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>Ос&amp;тановить</translation>
    </message>
    <message>
        <source>Stop looking into the files</source>
        <translation>Остановить проверку файлов</translation>
    </message>
    <message>
        <source>Check the &amp;rest</source>
        <translation>Проверить оста&amp;льные</translation>
    </message>
    <message>
        <source>Checking files</source>
        <translation>Проверка файлов</translation>
    </message>
    <message>
        <source>Show &amp;only what should be looked at</source>
        <translation>Только требу&amp;ющие внимания</translation>
    </message>
    <message>
        <source>Files and what was found out about them</source>
        <translation>Файлы и что о них известно</translation>
    </message>
    <message>
        <source>&amp;Frames are matched:</source>
        <translation>Сопоставление &amp;кадров:</translation>
    </message>
    <message>
        <source>Parts of the check</source>
        <translation>Разделы проверки</translation>
    </message>
    <message>
        <source>as proposed</source>
        <translation>как предложено</translation>
    </message>
    <message>
        <source>F&amp;iles</source>
        <translation>&amp;Файлы</translation>
    </message>
    <message>
        <source>B&amp;eginnings ({count})</source>
        <translation>Н&amp;ачала ({count})</translation>
    </message>
    <message>
        <source>Comparing how videos begin: {done} of {total} pairs</source>
        <translation>Сравнение начал видео: {done} из {total} пар</translation>
    </message>
    <message>
        <source>Looking into files: {done} of {total}</source>
        <translation>Проверка файлов: {done} из {total}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) cannot be scored</source>
        <translation>
            <numerusform>%Ln файл нельзя оценить</numerusform>
            <numerusform>%Ln файла нельзя оценить</numerusform>
            <numerusform>%Ln файлов нельзя оценить</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) should be looked at</source>
        <translation>
            <numerusform>%Ln файл требует внимания</numerusform>
            <numerusform>%Ln файла требуют внимания</numerusform>
            <numerusform>%Ln файлов требуют внимания</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) were not looked at yet.</source>
        <translation>
            <numerusform>%Ln файл ещё не проверен.</numerusform>
            <numerusform>%Ln файла ещё не проверены.</numerusform>
            <numerusform>%Ln файлов ещё не проверены.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing odd so far.</source>
        <translation>Пока ничего необычного.</translation>
    </message>
    <message>
        <source>All files fit each other.</source>
        <translation>Все файлы подходят друг другу.</translation>
    </message>
    <message>
        <source>Choose a file, or a reference for all of its files, to change this.</source>
        <translation>Чтобы изменить, выберите файл или эталон (тогда — для всех его файлов).</translation>
    </message>
    <message>
        <source>The chosen files differ in this.</source>
        <translation>У выбранных файлов это различается.</translation>
    </message>
    <message>
        <source>matching of frames</source>
        <translation>сопоставление кадров</translation>
    </message>
</context>
<context>
    <name>Checks</name>
    <message>
        <source>These are pictures and videos, which cannot be compared with each other. Remove the ones or the others, and compare them one after the other.</source>
        <translation>Здесь и изображения, и видео, а их нельзя сравнивать друг с другом. Уберите одни или другие и сравните их по очереди.</translation>
    </message>
    <message numerus="yes">
        <source>Looking into %n file(s)…</source>
        <translation>
            <numerusform>Проверка %n файла…</numerusform>
            <numerusform>Проверка %n файлов…</numerusform>
            <numerusform>Проверка %n файлов…</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking which metrics are ready…</source>
        <translation>Проверка, какие метрики готовы…</translation>
    </message>
    <message>
        <source>Drop two or more pictures or videos here, or press “Add Files…”.</source>
        <translation>Перетащите сюда два или больше изображений или видео либо нажмите «Добавить файлы…».</translation>
    </message>
    <message>
        <source>None of these files can be used. The table says why.</source>
        <translation>Ни один из этих файлов использовать нельзя. Причины — в таблице.</translation>
    </message>
    <message>
        <source>Add a file to compare with the reference, or tick “No reference”.</source>
        <translation>Добавьте файл для сравнения с эталоном или отметьте «Без эталона».</translation>
    </message>
    <message>
        <source>The files are on different drives ({drives}), and a dataset has one folder. Copy them to one drive and add them again.</source>
        <translation>Файлы лежат на разных дисках ({drives}), а у набора данных одна папка. Скопируйте их на один диск и добавьте снова.</translation>
    </message>
    <message>
        <source>The name {file} contains bytes that are not text. Rename the file or folder.</source>
        <translation>В имени {file} есть байты, которые не являются текстом. Переименуйте файл или папку.</translation>
    </message>
    <message>
        <source>The name of the dataset cannot be used: it {fault}.</source>
        <translation>Такое имя набора данных не подходит: {fault}.</translation>
    </message>
    <message>
        <source>There is a dataset “{name}” already. Write another name.</source>
        <translation>Набор данных «{name}» уже есть. Введите другое имя.</translation>
    </message>
    <message>
        <source>Tick at least one metric.</source>
        <translation>Отметьте хотя бы одну метрику.</translation>
    </message>
</context>
<context>
    <name>ClipOptions</name>
    <message>
        <source>Clip metrics:</source>
        <translation>Метрики клипов:</translation>
    </message>
    <message>
        <source>draws</source>
        <translation>выборок</translation>
    </message>
    <message>
        <source>Score over time</source>
        <translation>Оценка во времени</translation>
    </message>
    <message>
        <source>window</source>
        <translation>окно</translation>
    </message>
    <message>
        <source>stride</source>
        <translation>шаг</translation>
    </message>
    <message>
        <source> s</source>
        <translation> с</translation>
    </message>
    <message>
        <source>Number of draws of clip metrics</source>
        <translation>Число выборок для метрик клипов</translation>
    </message>
    <message>
        <source>The score is the mean of so many independent draws of frames and places; how far they differ is kept as the spread. More draws take more time. MDTVSFA draws nothing.</source>
        <translation>Оценка — среднее по стольким независимым выборкам кадров и мест; насколько они расходятся, сохраняется как разброс. Чем больше выборок, тем дольше расчёт. MDTVSFA ничего не выбирает.</translation>
    </message>
    <message>
        <source>Scores windows of each video, too, and the viewer draws them as a curve. The one score of the whole video stays the same.</source>
        <translation>Оценивает также окна каждого видео, а просмотр рисует их кривой. Единая оценка всего видео не меняется.</translation>
    </message>
    <message>
        <source>Length of a window</source>
        <translation>Длина окна</translation>
    </message>
    <message>
        <source>How long the part of the video is that one point of the curve scores</source>
        <translation>Какой длины часть видео, которую оценивает одна точка кривой</translation>
    </message>
    <message>
        <source>Stride of the windows</source>
        <translation>Шаг окон</translation>
    </message>
    <message>
        <source>How much later the next window begins; less gives more points</source>
        <translation>Насколько позже начинается следующее окно; чем меньше, тем больше точек</translation>
    </message>
</context>
<context>
    <name>ClipWords</name>
    <message>
        <source>Scored over time, too: windows of {window} s, every {stride} s.</source>
        <translation>Оценено и во времени: окна по {window} с, через каждые {stride} с.</translation>
    </message>
    <message>
        <source>How far the draws differ, as a standard deviation.</source>
        <translation>Насколько расходятся выборки: стандартное отклонение.</translation>
    </message>
    <message numerus="yes">
        <source>Mean of %n draw(s), spread {spread}.</source>
        <translation>
            <numerusform>Среднее по %n выборке, разброс {spread}.</numerusform>
            <numerusform>Среднее по %n выборкам, разброс {spread}.</numerusform>
            <numerusform>Среднее по %n выборкам, разброс {spread}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ColumnsDialog</name>
    <message>
        <source>Columns</source>
        <translation>Столбцы</translation>
    </message>
    <message>
        <source>Find a column</source>
        <translation>Найти столбец</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>В&amp;ыше</translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation>&amp;Ниже</translation>
    </message>
    <message>
        <source>Show &amp;all</source>
        <translation>&amp;Показать все</translation>
    </message>
    <message>
        <source>&amp;Hide all</source>
        <translation>&amp;Скрыть все</translation>
    </message>
    <message>
        <source>Defau&amp;lt</source>
        <translation>По &amp;умолчанию</translation>
    </message>
    <message>
        <source>All columns in the order that they have at first</source>
        <translation>Все столбцы в исходном порядке</translation>
    </message>
    <message numerus="yes">
        <source>%n column(s) shown</source>
        <translation>
            <numerusform>Показан %n столбец</numerusform>
            <numerusform>Показано %n столбца</numerusform>
            <numerusform>Показано %n столбцов</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose at least one column.</source>
        <translation>Выберите хотя бы один столбец.</translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message>
        <source>Compare</source>
        <translation>Сравнение</translation>
    </message>
    <message>
        <source>Compare the scores of {name} with:</source>
        <translation>Сравнить оценки набора {name} с:</translation>
    </message>
    <message>
        <source>Another &amp;dataset of this workspace:</source>
        <translation>Другой &amp;набор этой рабочей папки:</translation>
    </message>
    <message>
        <source>Other datasets</source>
        <translation>Другие наборы</translation>
    </message>
    <message>
        <source>There is no other dataset in this workspace.</source>
        <translation>В этой рабочей папке нет других наборов.</translation>
    </message>
    <message>
        <source>or a &amp;file: a store (.omgui), also an earlier one, or CSV:</source>
        <translation>или &amp;файл: хранилище (.omgui), в том числе прежнее, или CSV:</translation>
    </message>
    <message>
        <source>File to compare with</source>
        <translation>Файл для сравнения</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>&amp;Выбрать…</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Чтение</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>&amp;Сравнить</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Оценки</translation>
    </message>
</context>
<context>
    <name>CompareModel</name>
    <message>
        <source>Reference</source>
        <translation>Эталон</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Файл</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Папка</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Размер</translation>
    </message>
    <message>
        <source>How it is scored, and what to look at</source>
        <translation>Как оценивается и на что обратить внимание</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>эталон</translation>
    </message>
    <message>
        <source>not the reference</source>
        <translation>не эталон</translation>
    </message>
</context>
<context>
    <name>CompareWindow</name>
    <message>
        <source>Quick Compare</source>
        <translation>Быстрое сравнение</translation>
    </message>
    <message>
        <source>Choose the reference, tick metrics and press Score. More files can be dropped anywhere on this window.</source>
        <translation>Выберите эталон, отметьте метрики и нажмите «Рассчитать». Ещё файлы можно перетащить в любое место этого окна.</translation>
    </message>
    <message>
        <source>&amp;Files (Space makes the current one the reference, Delete removes):</source>
        <translation>&amp;Файлы (пробел делает текущий эталоном, Delete убирает):</translation>
    </message>
    <message>
        <source>Files to compare</source>
        <translation>Сравниваемые файлы</translation>
    </message>
    <message>
        <source>Drop two or more pictures or videos here.</source>
        <translation>Перетащите сюда два или больше изображений или видео.</translation>
    </message>
    <message>
        <source>&amp;Add Files…</source>
        <translation>&amp;Добавить файлы…</translation>
    </message>
    <message>
        <source>Use as &amp;Reference</source>
        <translation>Сделать &amp;эталоном</translation>
    </message>
    <message>
        <source>Remo&amp;ve</source>
        <translation>&amp;Убрать</translation>
    </message>
    <message>
        <source>Take the selected files out of the comparison</source>
        <translation>Убрать выбранные файлы из сравнения</translation>
    </message>
    <message>
        <source>No re&amp;ference: score each file by itself</source>
        <translation>&amp;Без эталона: оценить каждый файл отдельно</translation>
    </message>
    <message>
        <source>Remove the &amp;Pictures</source>
        <translation>Убрать &amp;изображения</translation>
    </message>
    <message>
        <source>Remove the V&amp;ideos</source>
        <translation>Убрать &amp;видео</translation>
    </message>
    <message>
        <source>&amp;Name of the dataset:</source>
        <translation>Имя &amp;набора данных:</translation>
    </message>
    <message>
        <source>Goes to:</source>
        <translation>Куда:</translation>
    </message>
    <message>
        <source>&amp;Score</source>
        <translation>&amp;Рассчитать</translation>
    </message>
    <message>
        <source>Save the dataset and run it at once</source>
        <translation>Сохранить набор данных и сразу начать расчёт</translation>
    </message>
    <message>
        <source>Save &amp;Only</source>
        <translation>Только &amp;сохранить</translation>
    </message>
    <message>
        <source>Save the dataset without running it</source>
        <translation>Сохранить набор данных, не начиная расчёт</translation>
    </message>
    <message>
        <source>{first} and {second}</source>
        <translation>{first} и {second}</translation>
    </message>
    <message>
        <source>Difference: {second} − {first}</source>
        <translation>Разность: {second} − {first}</translation>
    </message>
    <message>
        <source>No file is in both under the same path: files of the same name are compared.</source>
        <translation>Нет файлов с одинаковым путём: сравниваются файлы с одинаковым именем.</translation>
    </message>
    <message>
        <source>Only {name} has this item: open it there to see it.</source>
        <translation>Этот элемент есть только в {name}: откройте его там, чтобы увидеть.</translation>
    </message>
    <message>
        <source>Choose a score to see more of it.</source>
        <translation>Выберите оценку, чтобы узнать о ней больше.</translation>
    </message>
    <message>
        <source>Both were made from the same files with the same settings.</source>
        <translation>Обе вычислены по одним и тем же файлам с одними настройками.</translation>
    </message>
    <message>
        <source>The two were made from other files or with other settings.</source>
        <translation>Они вычислены по разным файлам или с разными настройками.</translation>
    </message>
    <message>
        <source>This item is not in it.</source>
        <translation>Этого элемента здесь нет.</translation>
    </message>
</context>
<context>
    <name>Copying</name>
    <message numerus="yes">
        <source>%n row(s) copied.</source>
        <translation>
            <numerusform>Скопирована %n строка.</numerusform>
            <numerusform>Скопировано %n строки.</numerusform>
            <numerusform>Скопировано %n строк.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CountedWords</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n день</numerusform>
            <numerusform>%n дня</numerusform>
            <numerusform>%n дней</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) of the engine could not be understood and were left out.</source>
        <translation>
            <numerusform>%n строка движка не распознана и пропущена.</numerusform>
            <numerusform>%n строки движка не распознаны и пропущены.</numerusform>
            <numerusform>%n строк движка не распознаны и пропущены.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s)</source>
        <translation>
            <numerusform>%Ln изображение</numerusform>
            <numerusform>%Ln изображения</numerusform>
            <numerusform>%Ln изображений</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln video(s)</source>
        <translation>
            <numerusform>%Ln видео</numerusform>
            <numerusform>%Ln видео</numerusform>
            <numerusform>%Ln видео</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln файл</numerusform>
            <numerusform>%Ln файла</numerusform>
            <numerusform>%Ln файлов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reference(s)</source>
        <translation>
            <numerusform>%Ln эталон</numerusform>
            <numerusform>%Ln эталона</numerusform>
            <numerusform>%Ln эталонов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln distorted</source>
        <translation>
            <numerusform>%Ln искажённый</numerusform>
            <numerusform>%Ln искажённых</numerusform>
            <numerusform>%Ln искажённых</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without reference</source>
        <translation>
            <numerusform>%Ln без эталона</numerusform>
            <numerusform>%Ln без эталона</numerusform>
            <numerusform>%Ln без эталона</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left over</source>
        <translation>
            <numerusform>%Ln вне групп</numerusform>
            <numerusform>%Ln вне групп</numerusform>
            <numerusform>%Ln вне групп</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Something unexpected happened</source>
        <translation>Произошло непредвиденное</translation>
    </message>
    <message>
        <source>The details below help to mend it. They are kept in {folder} and are sent to nobody.</source>
        <translation>Подробности ниже помогут исправить ошибку. Они хранятся в {folder} и никому не отправляются.</translation>
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
    <message numerus="yes">
        <source>This has happened %n time(s).</source>
        <translation>
            <numerusform>Это произошло %n раз.</numerusform>
            <numerusform>Это произошло %n раза.</numerusform>
            <numerusform>Это произошло %n раз.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other error(s) came after it; the log has all.</source>
        <translation>
            <numerusform>После неё произошла ещё %n ошибка; в журнале есть все.</numerusform>
            <numerusform>После неё произошли ещё %n ошибки; в журнале есть все.</numerusform>
            <numerusform>После неё произошло ещё %n ошибок; в журнале есть все.</numerusform>
        </translation>
    </message>
    <message>
        <source>omgui made a mistake. Your files and stored scores are not affected, and a run that is going on continues. You can go on working; if something looks wrong, start omgui again.</source>
        <translation>В omgui произошла ошибка. Ваши файлы и сохранённые оценки не затронуты, а идущий расчёт продолжается. Можно работать дальше; если что-то выглядит неправильно, запустите omgui заново.</translation>
    </message>
    <message>
        <source>omgui made a mistake and cannot open its window. Your files and stored scores are not affected, and a run that is going on continues. Start omgui again; if that does not help, install it again.</source>
        <translation>В omgui произошла ошибка, и окно не удаётся открыть. Ваши файлы и сохранённые оценки не затронуты, а идущий расчёт продолжается. Запустите omgui заново; если это не поможет, установите его заново.</translation>
    </message>
</context>
<context>
    <name>CurveKeeper</name>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>Изображения PNG (*.png)</translation>
    </message>
    <message>
        <source>SVG drawings (*.svg)</source>
        <translation>Рисунки SVG (*.svg)</translation>
    </message>
    <message>
        <source>Save the curves</source>
        <translation>Сохранение кривых</translation>
    </message>
</context>
<context>
    <name>CurveOptionsBar</name>
    <message>
        <source>none</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>A&amp;xis</source>
        <translation>Ос&amp;ь</translation>
    </message>
    <message>
        <source>Pl&amp;ots</source>
        <translation>&amp;Графики</translation>
    </message>
    <message>
        <source>&amp;Baseline</source>
        <translation>&amp;База</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>Графики</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Сглаживание</translation>
    </message>
    <message>
        <source>Axis</source>
        <translation>Ось</translation>
    </message>
    <message>
        <source>by metric</source>
        <translation>по одному на метрику</translation>
    </message>
    <message>
        <source>all in one</source>
        <translation>все в одном</translation>
    </message>
    <message>
        <source>all in one, 0 to 1</source>
        <translation>все в одном, от 0 до 1</translation>
    </message>
    <message>
        <source>One plot for each metric, or one for all of them: with the scores as they are, or with each metric brought to 0 to 1</source>
        <translation>Отдельный график для каждой метрики или один для всех: с самими оценками или с каждой метрикой, приведённой к диапазону от 0 до 1</translation>
    </message>
    <message>
        <source>Draws for each frame what the frames around it give; worst frames are sought among the scores themselves</source>
        <translation>Рисует для каждого кадра то, что дают кадры вокруг него; худшие кадры ищутся среди самих оценок</translation>
    </message>
    <message>
        <source>Draws how much the scores of the other files are above or below those of one file</source>
        <translation>Рисует, насколько оценки других файлов выше или ниже оценок одного файла</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Кадры</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Время</translation>
    </message>
    <message>
        <source>Times go by the average frame rate</source>
        <translation>Время считается по средней частоте кадров</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>База</translation>
    </message>
    <message>
        <source>Mar&amp;k cuts</source>
        <translation>Ск&amp;лейки</translation>
    </message>
    <message>
        <source>Looks for the beginnings of scenes in the reference, and marks them</source>
        <translation>Ищет начала сцен в эталоне и отмечает их</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Ещё</translation>
    </message>
    <message>
        <source>More for curves</source>
        <translation>Ещё для кривых</translation>
    </message>
    <message>
        <source>mean of {count} frames</source>
        <translation>среднее по {count} кадрам</translation>
    </message>
    <message>
        <source>median of {count} frames</source>
        <translation>медиана по {count} кадрам</translation>
    </message>
    <message>
        <source>See fewer frames</source>
        <translation>Показать меньше кадров</translation>
    </message>
    <message>
        <source>See more frames</source>
        <translation>Показать больше кадров</translation>
    </message>
    <message>
        <source>Earlier frames</source>
        <translation>К более ранним кадрам</translation>
    </message>
    <message>
        <source>Later frames</source>
        <translation>К более поздним кадрам</translation>
    </message>
    <message>
        <source>See all frames</source>
        <translation>Показать все кадры</translation>
    </message>
    <message>
        <source>Drag a box to zoom into it</source>
        <translation>Увеличивать обведённую рамку</translation>
    </message>
    <message>
        <source>Save the curves as PNG or SVG…</source>
        <translation>Сохранить кривые в PNG или SVG…</translation>
    </message>
    <message>
        <source>Copy the curves as an image</source>
        <translation>Скопировать кривые как изображение</translation>
    </message>
    <message>
        <source>Save and copy on white, in a dark window, too</source>
        <translation>Сохранять и копировать на белом и в тёмном окне</translation>
    </message>
</context>
<context>
    <name>CurvePanel</name>
    <message>
        <source>Curves of frame scores</source>
        <translation>Кривые покадровых оценок</translation>
    </message>
    <message>
        <source>Choose metrics above to draw their curves.</source>
        <translation>Выберите выше метрики, чтобы нарисовать их кривые.</translation>
    </message>
    <message numerus="yes">
        <source>Scene cuts: %n found.</source>
        <translation>
            <numerusform>Найдено склеек: %n.</numerusform>
            <numerusform>Найдено склеек: %n.</numerusform>
            <numerusform>Найдено склеек: %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>{frames} frames looked at so far.</source>
        <translation>Пока просмотрено кадров: {frames}.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Время</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Кадр</translation>
    </message>
    <message>
        <source>scaled</source>
        <translation>приведено к 0–1</translation>
    </message>
</context>
<context>
    <name>CurveWords</name>
    <message>
        <source>No frame</source>
        <translation>Нет кадра</translation>
    </message>
    <message>
        <source>Frame {frame}</source>
        <translation>Кадр {frame}</translation>
    </message>
    <message>
        <source>Δ {metric} to {file}</source>
        <translation>Δ {metric} относительно {file}</translation>
    </message>
    <message>
        <source>Scores of a file alone can be laid on the frames of its reference once a metric that compares the two has been computed.</source>
        <translation>Оценки самого файла можно будет наложить на кадры его эталона, когда будет вычислена метрика, которая их сравнивает.</translation>
    </message>
    <message>
        <source>{metrics}: a frame has the score of the window around it. These curves are steps and are not smoothed.</source>
        <translation>{metrics}: у кадра — оценка окна вокруг него. Эти кривые ступенчатые и не сглаживаются.</translation>
    </message>
    <message>
        <source>{metric} gives one score for the whole video. A run with Score over time, on the tab Run, gives its curve, too.</source>
        <translation>{metric} даёт одну оценку на всё видео. Расчёт с параметром «Оценка во времени» на вкладке «Расчёт» даёт и её кривую.</translation>
    </message>
    <message>
        <source>Frame scores of {metric} for {files} come with a run: start one on the tab Run.</source>
        <translation>Покадровые оценки {metric} для {files} появятся с расчётом: запустите его на вкладке «Расчёт».</translation>
    </message>
    <message>
        <source>{metric} could not be computed for {files}; the Results say why.</source>
        <translation>{metric}: не удалось вычислить для {files}; причина указана на вкладке «Результаты».</translation>
    </message>
    <message>
        <source>Frame scores of {metric} come with a run: start one on the tab Run. Frames can be looked at already.</source>
        <translation>Покадровые оценки {metric} появятся с расчётом: запустите его на вкладке «Расчёт». Кадры можно смотреть уже сейчас.</translation>
    </message>
    <message>
        <source>There are no stored frame scores of {metric}.</source>
        <translation>Сохранённых покадровых оценок {metric} нет.</translation>
    </message>
    <message>
        <source>There are no stored frame scores of {metric} for {files}.</source>
        <translation>Сохранённых покадровых оценок {metric} для {files} нет.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
        </translation>
    </message>
    <message>
        <source>{metric}: these need a reference, and these files have none.</source>
        <translation>{metric}: нужен эталон, а у этих файлов его нет.</translation>
    </message>
    <message>
        <source>The dataset does not ask for {metric} for these files.</source>
        <translation>Метрика {metric} для этих файлов в наборе не задана.</translation>
    </message>
    <message>
        <source>Choose others above: {others}.</source>
        <translation>Выберите выше другие: {others}.</translation>
    </message>
    <message>
        <source>Curves: {metrics}.</source>
        <translation>Кривые: {metrics}.</translation>
    </message>
    <message>
        <source>{metric} of {file}: {low} to {high}, here {value}.</source>
        <translation>{metric}, {file}: от {low} до {high}, здесь {value}.</translation>
    </message>
    <message>
        <source>Worst frames of {metric}: {frames}.</source>
        <translation>Худшие кадры по {metric}: {frames}.</translation>
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
    <message>
        <source>What changed since the last run</source>
        <translation>Что изменилось после последнего запуска</translation>
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
        <source>%n for metrics without reference</source>
        <translation>
            <numerusform>%n для метрик без эталона</numerusform>
            <numerusform>%n для метрик без эталона</numerusform>
            <numerusform>%n для метрик без эталона</numerusform>
        </translation>
    </message>
    <message>
        <source>{files} (none of which is ticked)</source>
        <translation>{files} (ни одна из них не отмечена)</translation>
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
    <name>DatasetCommands</name>
    <message>
        <source>The dataset {name} is deleted.</source>
        <translation>Набор {name} удалён.</translation>
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
        <source>Results</source>
        <translation>Результаты</translation>
    </message>
    <message>
        <source>Viewer</source>
        <translation>Просмотр</translation>
    </message>
    <message>
        <source>Parts of the dataset</source>
        <translation>Разделы набора данных</translation>
    </message>
</context>
<context>
    <name>DatasetWizard</name>
    <message>
        <source>Change the dataset {name}</source>
        <translation>Изменение набора данных {name}</translation>
    </message>
    <message>
        <source>New dataset</source>
        <translation>Новый набор данных</translation>
    </message>
</context>
<context>
    <name>DatasetWords</name>
    <message>
        <source>{name} is being scored. Wait for the end of its run, or cancel it.</source>
        <translation>Набор {name} рассчитывается. Дождитесь конца расчёта или прервите его.</translation>
    </message>
    <message>
        <source>{name} waits in the queue of runs. Take it out on the tab Run first.</source>
        <translation>Набор {name} ждёт в очереди. Сначала уберите его из очереди на вкладке «Расчёт».</translation>
    </message>
    <message>
        <source>{name} is being scored by another program. Wait for the end of that run first.</source>
        <translation>Набор {name} рассчитывает другая программа. Сначала дождитесь конца этого расчёта.</translation>
    </message>
    <message>
        <source>the trash does not take it</source>
        <translation>корзина его не принимает</translation>
    </message>
</context>
<context>
    <name>DeleteDialog</name>
    <message>
        <source>Delete the dataset {name}</source>
        <translation>Удалить набор {name}</translation>
    </message>
    <message>
        <source>These files go. The images or videos stay as they are: they do not belong to the dataset alone.</source>
        <translation>Будут удалены эти файлы. Изображения и видео остаются как есть: они принадлежат не только набору.</translation>
    </message>
    <message>
        <source>Files that go</source>
        <translation>Удаляемые файлы</translation>
    </message>
    <message numerus="yes">
        <source>Delete its &amp;results too: %n file(s)</source>
        <translation>
            <numerusform>Удалить и &amp;результаты: %n файл</numerusform>
            <numerusform>Удалить и &amp;результаты: %n файла</numerusform>
            <numerusform>Удалить и &amp;результаты: %n файлов</numerusform>
        </translation>
    </message>
    <message>
        <source>They are moved to the trash, where you can get them back.</source>
        <translation>Они попадут в корзину, откуда их можно вернуть.</translation>
    </message>
    <message>
        <source>Move to &amp;Trash</source>
        <translation>&amp;В корзину</translation>
    </message>
    <message>
        <source>They are deleted for good: this cannot be undone.</source>
        <translation>Они будут удалены навсегда: отменить это нельзя.</translation>
    </message>
    <message>
        <source>&amp;Delete for Good</source>
        <translation>&amp;Удалить навсегда</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
</context>
<context>
    <name>DetailsPanel</name>
    <message>
        <source>Choose a metric in the table to read what it measures.</source>
        <translation>Выберите метрику в таблице, чтобы прочитать, что она измеряет.</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>Импорт…</translation>
    </message>
    <message>
        <source>⚠ No checkpoint of any metric was found there.</source>
        <translation>⚠ Весов ни для одной метрики там не найдено.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) imported.</source>
        <translation>
            <numerusform>Импортирован %n файл.</numerusform>
            <numerusform>Импортировано %n файла.</numerusform>
            <numerusform>Импортировано %n файлов.</numerusform>
        </translation>
    </message>
    <message>
        <source>About the metric</source>
        <translation>О метрике</translation>
    </message>
    <message>
        <source>Progress of fetching</source>
        <translation>Ход загрузки</translation>
    </message>
    <message>
        <source>What the import did</source>
        <translation>Итог импорта</translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation>Отмен&amp;а</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Импорт</translation>
    </message>
    <message>
        <source>Import checkpoints</source>
        <translation>Импортировать веса</translation>
    </message>
    <message>
        <source>Bring in checkpoints of any metric that were fetched on another computer</source>
        <translation>Добавить веса любых метрик, загруженные на другом компьютере</translation>
    </message>
    <message>
        <source>From a &amp;folder…</source>
        <translation>Из &amp;папки…</translation>
    </message>
    <message>
        <source>From a &amp;zip archive or a file…</source>
        <translation>Из &amp;архива zip или файла…</translation>
    </message>
    <message>
        <source>&amp;Open folder</source>
        <translation>Открыть папк&amp;у</translation>
    </message>
    <message>
        <source>Show the folder of the checkpoints</source>
        <translation>Показать папку с весами</translation>
    </message>
    <message>
        <source>Fet&amp;ch {size}</source>
        <translation>За&amp;грузить {size}</translation>
    </message>
    <message>
        <source>Fet&amp;ch</source>
        <translation>За&amp;грузить</translation>
    </message>
    <message>
        <source>Nothing can be fetched: offline mode is on ({variable}). Import the files instead.</source>
        <translation>Загрузка невозможна: включён автономный режим ({variable}). Импортируйте файлы.</translation>
    </message>
    <message>
        <source>Waits until what is being fetched is there.</source>
        <translation>Ждёт окончания текущей загрузки.</translation>
    </message>
    <message>
        <source>{done} of {total}, {speed}/s</source>
        <translation>{done} из {total}, {speed}/с</translation>
    </message>
    <message>
        <source>✓ {source}: imported as {path}</source>
        <translation>✓ {source}: импортирован как {path}</translation>
    </message>
    <message>
        <source>✓ {source}: {file} was there already</source>
        <translation>✓ {source}: {file} уже был на месте</translation>
    </message>
    <message>
        <source>✗ {source}: refused: {reason}</source>
        <translation>✗ {source}: не принят: {reason}</translation>
    </message>
    <message>
        <source>– {source}: no checkpoint that any metric needs</source>
        <translation>– {source}: таких весов не требует ни одна метрика</translation>
    </message>
    <message>
        <source>Folder with checkpoints</source>
        <translation>Папка с весами</translation>
    </message>
    <message>
        <source>Zip archive or checkpoint</source>
        <translation>Архив zip или файл весов</translation>
    </message>
</context>
<context>
    <name>DetailsStrip</name>
    <message>
        <source>About the chosen score</source>
        <translation>О выбранной оценке</translation>
    </message>
    <message>
        <source>Choose a cell to see where its score comes from.</source>
        <translation>Выберите ячейку, чтобы увидеть, откуда её оценка.</translation>
    </message>
    <message>
        <source>Choose a score of this row to see how it was made.</source>
        <translation>Выберите оценку в этой строке, чтобы увидеть, как она получена.</translation>
    </message>
    <message>
        <source>How it was made cannot be read just now.</source>
        <translation>Сейчас не удаётся прочитать, как она получена.</translation>
    </message>
</context>
<context>
    <name>DetailsTabs</name>
    <message>
        <source>Items in hand</source>
        <translation>Файлы в работе</translation>
    </message>
    <message>
        <source>No file is in hand. During a run, its files and their progress are here.</source>
        <translation>Файлов в работе нет. Во время расчёта здесь видны его файлы и их ход.</translation>
    </message>
    <message>
        <source>Details of the run</source>
        <translation>Подробности расчёта</translation>
    </message>
</context>
<context>
    <name>ExamplePanel</name>
    <message>
        <source>Click a distorted file, then its reference. The other files are paired in the same way at once; show more examples until everything is right.</source>
        <translation>Щёлкните искажённый файл, затем его эталон. Остальные файлы сразу сопоставятся так же; добавляйте примеры, пока всё не станет верно.</translation>
    </message>
    <message>
        <source>1. &amp;Distorted file:</source>
        <translation>1. Ис&amp;кажённый файл:</translation>
    </message>
    <message>
        <source>Distorted files</source>
        <translation>Искажённые файлы</translation>
    </message>
    <message>
        <source>2. Its re&amp;ference:</source>
        <translation>2. Его эта&amp;лон:</translation>
    </message>
    <message>
        <source>References</source>
        <translation>Эталоны</translation>
    </message>
    <message>
        <source>&amp;Add example</source>
        <translation>Добавить прим&amp;ер</translation>
    </message>
    <message>
        <source>Remo&amp;ve example</source>
        <translation>&amp;Удалить пример</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Примеры</translation>
    </message>
    <message>
        <source>Example: distorted</source>
        <translation>Пример: искажённый</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Эталон</translation>
    </message>
    <message>
        <source>The examples come to this rule: {rule}</source>
        <translation>Из примеров следует правило: {rule}</translation>
    </message>
    <message>
        <source>example</source>
        <translation>пример</translation>
    </message>
    <message>
        <source>example removed</source>
        <translation>удаление примера</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Экспорт</translation>
    </message>
    <message>
        <source>&amp;The whole table, all columns</source>
        <translation>Вся &amp;таблица, все столбцы</translation>
    </message>
    <message>
        <source>What is &amp;shown: these rows and columns, in this order</source>
        <translation>&amp;Показанное: эти строки и столбцы в этом порядке</translation>
    </message>
    <message>
        <source>The se&amp;lected rows, with the columns that are shown</source>
        <translation>&amp;Выбранные строки с показанными столбцами</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n строка</numerusform>
            <numerusform>%n строки</numerusform>
            <numerusform>%n строк</numerusform>
        </translation>
    </message>
    <message>
        <source>Format of the file</source>
        <translation>Формат файла</translation>
    </message>
    <message>
        <source>as many as fit</source>
        <translation>сколько нужно</translation>
    </message>
    <message>
        <source>Digits after the point</source>
        <translation>Знаков после запятой</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Запись</translation>
    </message>
    <message>
        <source>Sa&amp;ve as…</source>
        <translation>&amp;Сохранить как…</translation>
    </message>
    <message>
        <source>&amp;Format:</source>
        <translation>&amp;Формат:</translation>
    </message>
    <message>
        <source>&amp;Digits:</source>
        <translation>&amp;Знаков:</translation>
    </message>
    <message>
        <source>CSV: for every program, all digits</source>
        <translation>CSV: для любых программ, все знаки</translation>
    </message>
    <message>
        <source>Excel (XLSX): with a sheet on how the numbers were made</source>
        <translation>Excel (XLSX): с листом о том, как получены числа</translation>
    </message>
    <message>
        <source>Parquet: for pandas and other data tools</source>
        <translation>Parquet: для pandas и других средств анализа</translation>
    </message>
    <message>
        <source>LaTeX: a table for a paper, the best scores bold</source>
        <translation>LaTeX: таблица для статьи, лучшие оценки жирные</translation>
    </message>
    <message>
        <source>Markdown: a table for a web page, the best scores bold</source>
        <translation>Markdown: таблица для страницы, лучшие оценки жирные</translation>
    </message>
    <message>
        <source>JSON: for scripts, with how the numbers were made</source>
        <translation>JSON: для скриптов, с описанием получения чисел</translation>
    </message>
    <message>
        <source>TSV: columns parted by tabs</source>
        <translation>TSV: столбцы через табуляцию</translation>
    </message>
    <message>
        <source>Numbers are rounded for reading; the other formats keep all digits.</source>
        <translation>Числа округлены для чтения; другие форматы сохраняют все знаки.</translation>
    </message>
    <message>
        <source>Numbers are written with all digits.</source>
        <translation>Числа записываются со всеми знаками.</translation>
    </message>
    <message>
        <source>There is a file {name} already; choose it to replace it.</source>
        <translation>Файл {name} уже есть; чтобы заменить его, выберите его сам.</translation>
    </message>
</context>
<context>
    <name>FilePreviews</name>
    <message>
        <source>Files that will be written</source>
        <translation>Файлы, которые будут записаны</translation>
    </message>
    <message>
        <source>File that will be written</source>
        <translation>Файл, который будет записан</translation>
    </message>
    <message>
        <source>(This file will be removed: it would be empty.)</source>
        <translation>(Этот файл будет удалён: в нём ничего не осталось бы.)</translation>
    </message>
    <message numerus="yes">
        <source>… and %Ln more line(s)</source>
        <translation>
            <numerusform>… и ещё %Ln строка</numerusform>
            <numerusform>… и ещё %Ln строки</numerusform>
            <numerusform>… и ещё %Ln строк</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilesModel</name>
    <message>
        <source>File</source>
        <translation>Файл</translation>
    </message>
    <message>
        <source>{file}, its pictures are shown</source>
        <translation>{file}, его кадры показаны</translation>
    </message>
</context>
<context>
    <name>FilesPanel</name>
    <message>
        <source>Files of the reference</source>
        <translation>Файлы эталона</translation>
    </message>
    <message>
        <source>Tick files to draw their curves, at most {most}. Press Enter on a file, or click its name, to see its frames.</source>
        <translation>Отметьте файлы, чтобы нарисовать их кривые, не более {most}. Нажмите Enter на файле или щёлкните по его имени, чтобы увидеть его кадры.</translation>
    </message>
</context>
<context>
    <name>FilterGuide</name>
    <message>
        <source>e.g. {example}</source>
        <translation>например, {example}</translation>
    </message>
    <message>
        <source>Columns such as codec or crf come from a rule for the names of the files: see “Edit Pairs…” on the tab Data.</source>
        <translation>Столбцы вроде codec или crf берутся из правила для имён файлов: см. «Изменить пары…» на вкладке «Данные».</translation>
    </message>
</context>
<context>
    <name>Finisher</name>
    <message>
        <source>All datasets of the queue are done.</source>
        <translation>Все наборы данных в очереди рассчитаны.</translation>
    </message>
    <message>
        <source>This computer could not be put to sleep.</source>
        <translation>Не удалось перевести компьютер в спящий режим.</translation>
    </message>
    <message numerus="yes">
        <source>All datasets are done. This computer sleeps in %n second(s).</source>
        <translation>
            <numerusform>Все наборы данных рассчитаны. Компьютер уснёт через %n секунду.</numerusform>
            <numerusform>Все наборы данных рассчитаны. Компьютер уснёт через %n секунды.</numerusform>
            <numerusform>Все наборы данных рассчитаны. Компьютер уснёт через %n секунд.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FitWords</name>
    <message numerus="yes">
        <source>{metric} cannot run here: it needs sides of at least %n pixel(s).</source>
        <translation>
            <numerusform>{metric} здесь не считается: нужны стороны не короче %n пикселя.</numerusform>
            <numerusform>{metric} здесь не считается: нужны стороны не короче %n пикселей.</numerusform>
            <numerusform>{metric} здесь не считается: нужны стороны не короче %n пикселей.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{metric} cannot run here: it needs at least %n frame(s).</source>
        <translation>
            <numerusform>{metric} здесь не считается: нужен хотя бы %n кадр.</numerusform>
            <numerusform>{metric} здесь не считается: нужно хотя бы %n кадра.</numerusform>
            <numerusform>{metric} здесь не считается: нужно хотя бы %n кадров.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{metric} gives no score for %Ln file(s): too small.</source>
        <translation>
            <numerusform>{metric} не даст оценки для %Ln файла: он слишком мал.</numerusform>
            <numerusform>{metric} не даст оценки для %Ln файлов: они слишком малы.</numerusform>
            <numerusform>{metric} не даст оценки для %Ln файлов: они слишком малы.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{metric} gives no score for %Ln file(s): too short.</source>
        <translation>
            <numerusform>{metric} не даст оценки для %Ln файла: он слишком короткий.</numerusform>
            <numerusform>{metric} не даст оценки для %Ln файлов: они слишком короткие.</numerusform>
            <numerusform>{metric} не даст оценки для %Ln файлов: они слишком короткие.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderPage</name>
    <message>
        <source>The dataset is still being read.</source>
        <translation>Набор данных ещё читается.</translation>
    </message>
    <message>
        <source>Choose a folder first.</source>
        <translation>Сначала выберите папку.</translation>
    </message>
    <message>
        <source>The files are still being listed.</source>
        <translation>Список файлов ещё составляется.</translation>
    </message>
    <message>
        <source>The folder cannot be read. Choose another one.</source>
        <translation>Папка не читается. Выберите другую.</translation>
    </message>
    <message>
        <source>There is no image and no video in this folder.</source>
        <translation>В этой папке нет ни изображений, ни видео.</translation>
    </message>
    <message>
        <source>Which folder holds the images or videos?</source>
        <translation>В какой папке лежат изображения или видео?</translation>
    </message>
    <message>
        <source>References and distorted files may lie together or in folders of their own below it. Files are only read, never changed.</source>
        <translation>Эталоны и искажённые файлы могут лежать вместе или в отдельных вложенных папках. Файлы только читаются и никогда не изменяются.</translation>
    </message>
    <message>
        <source>F&amp;older:</source>
        <translation>&amp;Папка:</translation>
    </message>
    <message>
        <source>Drop a folder anywhere here, or type its path</source>
        <translation>Перетащите папку сюда или введите путь к ней</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>Вы&amp;брать…</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>Пере&amp;читать</translation>
    </message>
    <message>
        <source>List the files of the folder again</source>
        <translation>Заново составить список файлов папки</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>Ос&amp;тановить</translation>
    </message>
    <message>
        <source>Stop looking for files</source>
        <translation>Остановить поиск файлов</translation>
    </message>
    <message>
        <source>Looking for files</source>
        <translation>Поиск файлов</translation>
    </message>
    <message>
        <source>The folder holds both. Score its:</source>
        <translation>В папке есть и то и другое. Оценивать:</translation>
    </message>
    <message>
        <source>I&amp;mages</source>
        <translation>&amp;Изображения</translation>
    </message>
    <message>
        <source>&amp;Videos</source>
        <translation>Вид&amp;ео</translation>
    </message>
    <message>
        <source>Ignored files</source>
        <translation>Пропущенные файлы</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Файл</translation>
    </message>
    <message>
        <source>Why it is ignored</source>
        <translation>Почему пропущен</translation>
    </message>
    <message>
        <source>Choose the folder of the images or videos</source>
        <translation>Выберите папку с изображениями или видео</translation>
    </message>
    <message>
        <source>kind of files</source>
        <translation>вид файлов</translation>
    </message>
    <message>
        <source>Hide the &amp;ignored files</source>
        <translation>Скрыть пропущенн&amp;ые файлы</translation>
    </message>
    <message numerus="yes">
        <source>Show %Ln &amp;ignored file(s), and why</source>
        <translation>
            <numerusform>Показать %Ln пропущенн&amp;ый файл и причину</numerusform>
            <numerusform>Показать %Ln пропущенн&amp;ых файла и причины</numerusform>
            <numerusform>Показать %Ln пропущенн&amp;ых файлов и причины</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking for files: {found} found by now…</source>
        <translation>Поиск файлов, пока найдено: {found}…</translation>
    </message>
    <message>
        <source>Found: {files}.</source>
        <translation>Найдено: {files}.</translation>
    </message>
    <message>
        <source>You stopped the search, so files are missing.</source>
        <translation>Вы остановили поиск, поэтому найдены не все файлы.</translation>
    </message>
    <message>
        <source>There is no image and no video in this folder. Choose another one.</source>
        <translation>В этой папке нет ни изображений, ни видео. Выберите другую.</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>Fetch what is missin&amp;g ({size})</source>
        <translation>Загрузить н&amp;едостающее ({size})</translation>
    </message>
    <message>
        <source>Fetch what is missin&amp;g</source>
        <translation>Загрузить н&amp;едостающее</translation>
    </message>
    <message>
        <source>✓ saved</source>
        <translation>✓ сохранено</translation>
    </message>
    <message>
        <source>saving…</source>
        <translation>сохранение…</translation>
    </message>
    <message>
        <source>saved when the run has ended</source>
        <translation>сохранится после расчёта</translation>
    </message>
    <message>
        <source>Tr&amp;y saving again</source>
        <translation>Со&amp;хранить ещё раз</translation>
    </message>
    <message>
        <source>Please note</source>
        <translation>Обратите внимание</translation>
    </message>
    <message>
        <source>Fetch the checkpoints of every ticked metric that lacks some</source>
        <translation>Загрузить веса всех отмеченных метрик, которым их не хватает</translation>
    </message>
</context>
<context>
    <name>FrameActions</name>
    <message>
        <source>Go to a frame</source>
        <translation>Переход к кадру</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Воспроизведение</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Сравнение</translation>
    </message>
    <message>
        <source>Zoom and move</source>
        <translation>Масштаб и сдвиг</translation>
    </message>
    <message>
        <source>Save and copy</source>
        <translation>Сохранить и скопировать</translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation>Следующий кадр</translation>
    </message>
    <message>
        <source>Frame before</source>
        <translation>Предыдущий кадр</translation>
    </message>
    <message>
        <source>Ten frames on</source>
        <translation>На десять кадров вперёд</translation>
    </message>
    <message>
        <source>Ten frames back</source>
        <translation>На десять кадров назад</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>Первый кадр</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>Последний кадр</translation>
    </message>
    <message>
        <source>Play or stop</source>
        <translation>Воспроизвести или остановить</translation>
    </message>
    <message>
        <source>Play; again for faster</source>
        <translation>Воспроизвести; ещё раз — быстрее</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Play backwards; again for faster</source>
        <translation>Воспроизвести назад; ещё раз — быстрее</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Рядом</translation>
    </message>
    <message>
        <source>Wipe</source>
        <translation>Шторка</translation>
    </message>
    <message>
        <source>Flicker</source>
        <translation>Поочерёдно</translation>
    </message>
    <message>
        <source>Flicker by itself</source>
        <translation>Поочерёдно автоматически</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Разность</translation>
    </message>
    <message>
        <source>Show the reference while the key is held</source>
        <translation>Показывать эталон, пока клавиша нажата</translation>
    </message>
    <message>
        <source>Move the split of the wipe to the left</source>
        <translation>Сдвинуть шторку влево</translation>
    </message>
    <message>
        <source>Move the split of the wipe to the right</source>
        <translation>Сдвинуть шторку вправо</translation>
    </message>
    <message>
        <source>Amplify the difference more</source>
        <translation>Усилить разность больше</translation>
    </message>
    <message>
        <source>Amplify the difference less</source>
        <translation>Усилить разность меньше</translation>
    </message>
    <message>
        <source>Fit the picture in</source>
        <translation>Вписать изображение</translation>
    </message>
    <message>
        <source>One pixel for one pixel</source>
        <translation>Пиксель в пиксель</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Крупнее</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Мельче</translation>
    </message>
    <message>
        <source>Move to the left</source>
        <translation>Сдвинуть влево</translation>
    </message>
    <message>
        <source>Move to the right</source>
        <translation>Сдвинуть вправо</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Сдвинуть вверх</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Сдвинуть вниз</translation>
    </message>
    <message>
        <source>Save the frame as PNG…</source>
        <translation>Сохранить кадр как PNG…</translation>
    </message>
    <message>
        <source>Save both frames as PNG…</source>
        <translation>Сохранить оба кадра как PNG…</translation>
    </message>
    <message>
        <source>Save what is compared as PNG…</source>
        <translation>Сохранить сравнение как PNG…</translation>
    </message>
    <message>
        <source>Save the error map as PNG…</source>
        <translation>Сохранить карту ошибок в PNG…</translation>
    </message>
    <message>
        <source>Copy what is compared as an image</source>
        <translation>Скопировать сравнение как изображение</translation>
    </message>
    <message>
        <source>Copy the time of the frame</source>
        <translation>Скопировать время кадра</translation>
    </message>
</context>
<context>
    <name>FrameBoard</name>
    <message>
        <source>Frames</source>
        <translation>Кадры</translation>
    </message>
    <message>
        <source>Values of the pixel under the mouse</source>
        <translation>Значения пикселя под указателем мыши</translation>
    </message>
</context>
<context>
    <name>FrameKeeper</name>
    <message>
        <source>Save as PNG</source>
        <translation>Сохранить как PNG</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>Изображения PNG (*.png)</translation>
    </message>
</context>
<context>
    <name>FrameToolbar</name>
    <message>
        <source>None</source>
        <translation>Нет</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Вписать</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>Авто</translation>
    </message>
    <message>
        <source>1:1</source>
        <translation>1:1</translation>
    </message>
    <message>
        <source>Hold for the reference</source>
        <translation>Удерживать: эталон</translation>
    </message>
    <message>
        <source>Show the reference while it is held</source>
        <translation>Показывать эталон, пока кнопка нажата</translation>
    </message>
    <message>
        <source>Am&amp;plify</source>
        <translation>&amp;Усиление</translation>
    </message>
    <message>
        <source>Amplification of the difference</source>
        <translation>Усиление разности</translation>
    </message>
    <message>
        <source>Si&amp;gned</source>
        <translation>Со &amp;знаком</translation>
    </message>
    <message>
        <source>Grey is no difference, lighter is lighter than the reference</source>
        <translation>Серый — нет разности, светлее — светлее эталона</translation>
    </message>
    <message>
        <source>Error map</source>
        <translation>Карта ошибок</translation>
    </message>
    <message>
        <source>Save and copy</source>
        <translation>Сохранить и скопировать</translation>
    </message>
</context>
<context>
    <name>FrameTransport</name>
    <message>
        <source>Frame</source>
        <translation>Кадр</translation>
    </message>
    <message>
        <source>Number of the frame</source>
        <translation>Номер кадра</translation>
    </message>
    <message>
        <source>Type the number of a frame to go there</source>
        <translation>Введите номер кадра, чтобы перейти к нему</translation>
    </message>
    <message>
        <source>Speed of playing</source>
        <translation>Скорость воспроизведения</translation>
    </message>
    <message>
        <source>Real rate</source>
        <translation>Обычная скорость</translation>
    </message>
    <message>
        <source>Half rate</source>
        <translation>Вдвое медленнее</translation>
    </message>
    <message>
        <source>Quarter rate</source>
        <translation>Вчетверо медленнее</translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation>
            <numerusform>%n кадр</numerusform>
            <numerusform>%n кадра</numerusform>
            <numerusform>%n кадров</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FrameWords</name>
    <message>
        <source>Choose a row of the results to see its frames here.</source>
        <translation>Выберите строку результатов, чтобы увидеть здесь её кадры.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Файл</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Эталон</translation>
    </message>
    <message>
        <source>Distorted</source>
        <translation>Искажённый</translation>
    </message>
    <message>
        <source>Signed difference ×{gain}</source>
        <translation>Разность со знаком ×{gain}</translation>
    </message>
    <message>
        <source>Difference ×{gain}</source>
        <translation>Разность ×{gain}</translation>
    </message>
    <message>
        <source>The frame is being decoded…</source>
        <translation>Кадр декодируется…</translation>
    </message>
    <message>
        <source>frame {number}</source>
        <translation>кадр {number}</translation>
    </message>
    <message>
        <source>near it, the exact one is coming</source>
        <translation>рядом с ним, точный сейчас появится</translation>
    </message>
    <message>
        <source>The two differ in size. For the eye, the distorted picture is brought to the reference&apos;s size.</source>
        <translation>Размеры различаются. Для просмотра искажённое изображение приведено к размеру эталона.</translation>
    </message>
    <message>
        <source>Pixel {x}, {y}</source>
        <translation>Пиксель {x}, {y}</translation>
    </message>
    <message>
        <source>reference RGB {rgb}</source>
        <translation>эталон RGB {rgb}</translation>
    </message>
    <message>
        <source>distorted RGB {rgb}</source>
        <translation>искажённый RGB {rgb}</translation>
    </message>
    <message>
        <source>difference {rgb}</source>
        <translation>разность {rgb}</translation>
    </message>
    <message>
        <source>error map {value}</source>
        <translation>карта ошибок {value}</translation>
    </message>
    <message>
        <source>Saved: {names}</source>
        <translation>Сохранено: {names}</translation>
    </message>
    <message>
        <source>Nothing was saved: there is no picture here.</source>
        <translation>Ничего не сохранено: здесь нет изображения.</translation>
    </message>
    <message>
        <source>There is no error map of this frame: choose one above the pictures first.</source>
        <translation>Для этого кадра нет карты ошибок: сначала выберите её над изображениями.</translation>
    </message>
    <message>
        <source>It could not be saved: {reason}</source>
        <translation>Не удалось сохранить: {reason}</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Скопировано.</translation>
    </message>
</context>
<context>
    <name>FreshQuestion</name>
    <message>
        <source>There are stored scores. They are kept in the file {name}.before-fresh, and all scores are computed again.</source>
        <translation>Есть записанные оценки. Они сохранятся в файле {name}.before-fresh, а все оценки будут рассчитаны заново.</translation>
    </message>
    <message>
        <source>Compute anew</source>
        <translation>Рассчитать заново</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Не сейчас</translation>
    </message>
</context>
<context>
    <name>GroupMenu</name>
    <message>
        <source>&amp;No groups</source>
        <translation>&amp;Без групп</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>Группировать по</translation>
    </message>
    <message>
        <source>Show of each metric</source>
        <translation>Показывать для каждой метрики</translation>
    </message>
</context>
<context>
    <name>GroupsModel</name>
    <message>
        <source>Reference, and its distorted files</source>
        <translation>Эталон и его искажённые файлы</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>Вручную</translation>
    </message>
    <message>
        <source>moved by hand</source>
        <translation>перемещён вручную</translation>
    </message>
    <message numerus="yes">
        <source>{file}, reference of %n file(s)</source>
        <translation>
            <numerusform>{file}, эталон %n файла</numerusform>
            <numerusform>{file}, эталон %n файлов</numerusform>
            <numerusform>{file}, эталон %n файлов</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ItemsModel</name>
    <message>
        <source>File</source>
        <translation>Файл</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Эталон</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Выполнение</translation>
    </message>
    <message>
        <source>begun</source>
        <translation>начат</translation>
    </message>
    <message>
        <source>{done} frames</source>
        <translation>кадров: {done}</translation>
    </message>
    <message>
        <source>{done} of {all} frames</source>
        <translation>кадры: {done} из {all}</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Keys of the Viewer</source>
        <translation>Клавиши просмотра</translation>
    </message>
    <message>
        <source>Wheel over the pictures</source>
        <translation>Колесо мыши над изображениями</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>Масштаб под указателем</translation>
    </message>
    <message>
        <source>Drag the pictures</source>
        <translation>Перетаскивание изображений</translation>
    </message>
    <message>
        <source>Move both of them</source>
        <translation>Сдвинуть оба</translation>
    </message>
    <message>
        <source>Double-click the pictures</source>
        <translation>Двойной щелчок по изображениям</translation>
    </message>
    <message>
        <source>Change between the whole picture and one pixel for one pixel</source>
        <translation>Переключить: всё изображение или пиксель в пиксель</translation>
    </message>
    <message>
        <source>Drag the line of the wipe</source>
        <translation>Перетаскивание границы шторки</translation>
    </message>
    <message>
        <source>Show more of one picture</source>
        <translation>Показать больше одного из изображений</translation>
    </message>
    <message>
        <source>Right-click the pictures</source>
        <translation>Щелчок правой кнопкой по изображениям</translation>
    </message>
    <message>
        <source>Save and copy</source>
        <translation>Сохранить и скопировать</translation>
    </message>
    <message>
        <source>Point at the pictures</source>
        <translation>Наведение указателя на изображения</translation>
    </message>
    <message>
        <source>Read the values of the pixel below them</source>
        <translation>Значения пикселя показаны под ними</translation>
    </message>
    <message>
        <source>Click in the curves</source>
        <translation>Щелчок по кривым</translation>
    </message>
    <message>
        <source>Go to that frame</source>
        <translation>Перейти к этому кадру</translation>
    </message>
    <message>
        <source>Drag in the curves</source>
        <translation>Перетаскивание кривых</translation>
    </message>
    <message>
        <source>Move along the frames</source>
        <translation>Двигаться вдоль кадров</translation>
    </message>
    <message>
        <source>Wheel in the curves</source>
        <translation>Колесо мыши над кривыми</translation>
    </message>
    <message>
        <source>Zoom at the pointer; with Ctrl, the scores</source>
        <translation>Масштаб у указателя; с Ctrl — по оценкам</translation>
    </message>
    <message>
        <source>Shift and drag in the curves</source>
        <translation>Перетаскивание с Shift</translation>
    </message>
    <message>
        <source>Zoom into a box</source>
        <translation>Увеличить рамку</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>Мышь</translation>
    </message>
</context>
<context>
    <name>LeaveQuestion</name>
    <message>
        <source>Close the wizard</source>
        <translation>Закрытие мастера</translation>
    </message>
    <message>
        <source>Close without saving?</source>
        <translation>Закрыть без сохранения?</translation>
    </message>
    <message>
        <source>What you decided here would be lost.</source>
        <translation>Всё, что вы здесь решили, будет потеряно.</translation>
    </message>
    <message>
        <source>&amp;Close without saving</source>
        <translation>&amp;Закрыть без сохранения</translation>
    </message>
    <message>
        <source>&amp;Keep editing</source>
        <translation>&amp;Продолжить работу</translation>
    </message>
</context>
<context>
    <name>LeftMatters</name>
    <message>
        <source>Show on &amp;page Pairs</source>
        <translation>Показа&amp;ть на странице пар</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) will not be scored</source>
        <translation>
            <numerusform>%Ln файл не будет оценён</numerusform>
            <numerusform>%Ln файла не будут оценены</numerusform>
            <numerusform>%Ln файлов не будут оценены</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln named in no line of the list</source>
        <translation>
            <numerusform>%Ln не назван ни в одной строке списка</numerusform>
            <numerusform>%Ln не названы ни в одной строке списка</numerusform>
            <numerusform>%Ln не названы ни в одной строке списка</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln whose name fits no reference</source>
        <translation>
            <numerusform>имя %Ln не подходит ни к одному эталону</numerusform>
            <numerusform>имена %Ln не подходят ни к одному эталону</numerusform>
            <numerusform>имена %Ln не подходят ни к одному эталону</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln fitting two references</source>
        <translation>
            <numerusform>%Ln подходит к двум эталонам</numerusform>
            <numerusform>%Ln подходят к двум эталонам</numerusform>
            <numerusform>%Ln подходят к двум эталонам</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reference(s) without distorted files</source>
        <translation>
            <numerusform>%Ln эталон без искажённых файлов</numerusform>
            <numerusform>%Ln эталона без искажённых файлов</numerusform>
            <numerusform>%Ln эталонов без искажённых файлов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left out</source>
        <translation>
            <numerusform>%Ln исключён</numerusform>
            <numerusform>%Ln исключены</numerusform>
            <numerusform>%Ln исключены</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Leftovers</name>
    <message>
        <source>Files in no group, by reason</source>
        <translation>Файлы вне групп, по причинам</translation>
    </message>
    <message>
        <source>Files in no group</source>
        <translation>Файлы вне групп</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Файл</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Unmatched</source>
        <translation>Без пары</translation>
    </message>
    <message>
        <source>Fit two references</source>
        <translation>Неоднозначные</translation>
    </message>
    <message>
        <source>Unused references</source>
        <translation>Лишние эталоны</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Исключены</translation>
    </message>
    <message>
        <source>Without reference</source>
        <translation>Без эталона</translation>
    </message>
    <message>
        <source>It is scored by itself, with no-reference metrics.</source>
        <translation>Оценивается сам по себе, метриками без эталона.</translation>
    </message>
</context>
<context>
    <name>LicenceModel</name>
    <message>
        <source>Part</source>
        <translation>Часть</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Версия</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Лицензия</translation>
    </message>
    <message>
        <source>see its text</source>
        <translation>см. текст</translation>
    </message>
</context>
<context>
    <name>LicencePanel</name>
    <message>
        <source>omgui is under the MIT licence. Qt for Python is used under the LGPL 3. Metrics have licences of their own, some for noncommercial use only: the tab Metrics names each.</source>
        <translation>omgui распространяется по лицензии MIT. Qt for Python используется по LGPL 3. У метрик свои лицензии, некоторые только для некоммерческого использования: вкладка «Метрики» называет каждую.</translation>
    </message>
    <message>
        <source>Parts of the program and their licences</source>
        <translation>Части программы и их лицензии</translation>
    </message>
    <message>
        <source>Text of the licence</source>
        <translation>Текст лицензии</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Чтение…</translation>
    </message>
    <message>
        <source>of everything in this bundle</source>
        <translation>всего, что входит в эту сборку</translation>
    </message>
    <message>
        <source>It came without a text of its licence.</source>
        <translation>Текст лицензии с ней не поставлялся.</translation>
    </message>
</context>
<context>
    <name>ListPanel</name>
    <message>
        <source>Many datasets come with a list, such as info.txt or a CSV table of ratings, whose lines name a distorted file and its reference. Which column is which is found out.</source>
        <translation>Ко многим наборам прилагается список, например info.txt или таблица CSV с оценками людей, в строках которого названы искажённый файл и его эталон. Какой столбец что означает, определяется само.</translation>
    </message>
    <message>
        <source>Lists to &amp;read:</source>
        <translation>&amp;Читать списки:</translation>
    </message>
    <message>
        <source>Lists to read</source>
        <translation>Какие списки читать</translation>
    </message>
    <message>
        <source>Another &amp;file…</source>
        <translation>Дру&amp;гой файл…</translation>
    </message>
    <message>
        <source>Choose a list that lies elsewhere</source>
        <translation>Выбрать список, который лежит в другом месте</translation>
    </message>
    <message>
        <source>Tick the list that names the pairs.</source>
        <translation>Отметьте список, в котором названы пары.</translation>
    </message>
    <message>
        <source>This folder holds no file of text: choose another file.</source>
        <translation>В этой папке нет текстовых файлов: выберите другой файл.</translation>
    </message>
    <message>
        <source>Reading the list…</source>
        <translation>Чтение списка…</translation>
    </message>
    <message>
        <source>{file}: references in column {one}, distorted files in column {other}.</source>
        <translation>{file}: эталоны в столбце {one}, искажённые файлы в столбце {other}.</translation>
    </message>
    <message>
        <source>Choose a list of pairs</source>
        <translation>Выбор списка пар</translation>
    </message>
    <message>
        <source>Lists ({endings})</source>
        <translation>Списки ({endings})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Все файлы (*)</translation>
    </message>
    <message>
        <source>list of pairs</source>
        <translation>список пар</translation>
    </message>
</context>
<context>
    <name>LogModel</name>
    <message>
        <source>Time</source>
        <translation>Время</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Уровень</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Сообщение</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Подробность</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Сообщение</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>Вывод</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Предупреждение</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Ошибка</translation>
    </message>
</context>
<context>
    <name>LogView</name>
    <message>
        <source>Words to look for</source>
        <translation>Искать слова</translation>
    </message>
    <message>
        <source>Words to look for in the log</source>
        <translation>Слова для поиска в журнале</translation>
    </message>
    <message>
        <source>Which lines of the log are shown</source>
        <translation>Какие строки журнала показаны</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Всё</translation>
    </message>
    <message>
        <source>Without reports</source>
        <translation>Без сообщений</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Предупреждения и ошибки</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Ошибки</translation>
    </message>
    <message>
        <source>Follow the end</source>
        <translation>Следить за концом</translation>
    </message>
    <message>
        <source>Log of the dataset</source>
        <translation>Журнал набора данных</translation>
    </message>
</context>
<context>
    <name>MadeWords</name>
    <message>
        <source>As it is stored:</source>
        <translation>Как это сохранено:</translation>
    </message>
    <message>
        <source>Frames compared: {count}.</source>
        <translation>Сравнено кадров: {count}.</translation>
    </message>
    <message>
        <source>Frames of the reference: {reference}; of the distorted file: {distorted}; compared in the mode {mode}.</source>
        <translation>Кадров у эталона: {reference}, у искажённого файла: {distorted}; сравнены в режиме {mode}.</translation>
    </message>
    <message>
        <source>Frames looked at: {count}.</source>
        <translation>Рассмотрено кадров: {count}.</translation>
    </message>
    <message>
        <source>The accepted offset of {frames} frames was applied.</source>
        <translation>Учтён принятый сдвиг в кадрах: {frames}.</translation>
    </message>
    <message>
        <source>Size: {size}.</source>
        <translation>Размер: {size}.</translation>
    </message>
    <message>
        <source>Size of the reference: {reference}; of the distorted file: {distorted}.</source>
        <translation>Размер эталона: {reference}, искажённого файла: {distorted}.</translation>
    </message>
    <message>
        <source>The distorted file was brought to the size of the reference.</source>
        <translation>Искажённый файл приведён к размеру эталона.</translation>
    </message>
    <message>
        <source>The reference was brought to the size of the distorted file.</source>
        <translation>Эталон приведён к размеру искажённого файла.</translation>
    </message>
    <message>
        <source>Read with {value}.</source>
        <translation>Прочитано с помощью {value}.</translation>
    </message>
    <message>
        <source>It could not be read with {value}.</source>
        <translation>Прочитать с помощью {value} не удалось.</translation>
    </message>
    <message>
        <source>Settings: {value}.</source>
        <translation>Настройки: {value}.</translation>
    </message>
    <message>
        <source>Checkpoint: {value}.</source>
        <translation>Веса: {value}.</translation>
    </message>
    <message>
        <source>Model: {value}.</source>
        <translation>Модель: {value}.</translation>
    </message>
    <message>
        <source>Computed on {value}.</source>
        <translation>Вычислено на {value}.</translation>
    </message>
    <message>
        <source>Made by omgui {value}.</source>
        <translation>Создано omgui {value}.</translation>
    </message>
    <message>
        <source>It took {seconds} s.</source>
        <translation>Заняло {seconds} с.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Datasets and the chosen one</source>
        <translation>Наборы данных и выбранный набор</translation>
    </message>
</context>
<context>
    <name>MapBar</name>
    <message>
        <source>Range</source>
        <translation>Диапазон</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Автоматически</translation>
    </message>
    <message>
        <source>99 % of the frame</source>
        <translation>99 % кадра</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>Постоянный</translation>
    </message>
    <message>
        <source>What the lightest colour stands for. Automatic: the largest error of the frame, or the end of the metric&apos;s own range. Fixed: the same for all frames and files</source>
        <translation>Что означает самый светлый цвет. Автоматически: наибольшая ошибка кадра или край собственного диапазона метрики. Постоянный: одинаковый для всех кадров и файлов</translation>
    </message>
    <message>
        <source>Range of the error map</source>
        <translation>Диапазон карты ошибок</translation>
    </message>
    <message>
        <source>Value of the lightest colour</source>
        <translation>Значение самого светлого цвета</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Лог</translation>
    </message>
    <message>
        <source>Logarithmic colours show small errors, too</source>
        <translation>В логарифмической шкале видны и малые ошибки</translation>
    </message>
    <message>
        <source>Logarithmic colours</source>
        <translation>Логарифмическая шкала цветов</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Плотность</translation>
    </message>
    <message>
        <source>Opacity of the error map</source>
        <translation>Непрозрачность карты ошибок</translation>
    </message>
    <message>
        <source>Colours of the error map</source>
        <translation>Цвета карты ошибок</translation>
    </message>
</context>
<context>
    <name>MapProvider</name>
    <message>
        <source>squared error</source>
        <translation>квадрат ошибки</translation>
    </message>
    <message>
        <source>similarity</source>
        <translation>сходство</translation>
    </message>
    <message>
        <source>similarity of gradients</source>
        <translation>сходство градиентов</translation>
    </message>
    <message>
        <source>weighted dissimilarity</source>
        <translation>взвешенное различие</translation>
    </message>
    <message>
        <source>distance</source>
        <translation>расстояние</translation>
    </message>
    <message>
        <source>The error map is being computed…</source>
        <translation>Карта ошибок рассчитывается…</translation>
    </message>
    <message>
        <source>{title}, logarithmic</source>
        <translation>{title}, логарифмически</translation>
    </message>
</context>
<context>
    <name>MetricBoxes</name>
    <message>
        <source>These are what others report most, are computed fast and need no download. The tab Metrics has all others.</source>
        <translation>Их приводят чаще всего, они быстро рассчитываются и ничего не требуют загружать. Остальные — на вкладке «Метрики».</translation>
    </message>
    <message>
        <source>These describe the content and need neither references nor downloads. The tab Metrics has all others.</source>
        <translation>Они описывают содержимое и не требуют ни эталонов, ни загрузки. Остальные — на вкладке «Метрики».</translation>
    </message>
    <message numerus="yes">
        <source>%n metric(s), as before. Change them on the tab Metrics.</source>
        <translation>
            <numerusform>%n метрика, как раньше. Изменить можно на вкладке «Метрики».</numerusform>
            <numerusform>%n метрики, как раньше. Изменить можно на вкладке «Метрики».</numerusform>
            <numerusform>%n метрик, как раньше. Изменить можно на вкладке «Метрики».</numerusform>
        </translation>
    </message>
    <message>
        <source>Some of them compare with a reference, and there are no pairs any more: untick these there before you run it.</source>
        <translation>Некоторые из них сравнивают с эталоном, а пар больше нет: снимите там их отметки перед расчётом.</translation>
    </message>
</context>
<context>
    <name>MetricsBox</name>
    <message>
        <source>&amp;Metrics</source>
        <translation>&amp;Метрики</translation>
    </message>
    <message>
        <source>Search for more metrics</source>
        <translation>Поиск других метрик</translation>
    </message>
    <message>
        <source>Metrics to compute</source>
        <translation>Метрики для расчёта</translation>
    </message>
    <message>
        <source>Looking which metrics are ready…</source>
        <translation>Проверка, какие метрики готовы…</translation>
    </message>
    <message numerus="yes">
        <source>%n ticked.</source>
        <translation>
            <numerusform>Отмечена %n.</numerusform>
            <numerusform>Отмечено %n.</numerusform>
            <numerusform>Отмечено %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>No metric that is ready has these words.</source>
        <translation>Среди готовых метрик таких слов нет.</translation>
    </message>
    <message numerus="yes">
        <source>%n more ready: search for them.</source>
        <translation>
            <numerusform>Готова ещё %n: найдите её поиском.</numerusform>
            <numerusform>Готово ещё %n: найдите их поиском.</numerusform>
            <numerusform>Готово ещё %n: найдите их поиском.</numerusform>
        </translation>
    </message>
    <message>
        <source>Others need checkpoints first: see the tab Metrics afterwards.</source>
        <translation>Другим сначала нужны веса: они на вкладке «Метрики».</translation>
    </message>
</context>
<context>
    <name>MetricsModel</name>
    <message>
        <source>Metric</source>
        <translation>Метрика</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>Better</source>
        <translation>Лучше</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Диапазон</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>Веса</translation>
    </message>
    <message>
        <source>Time here</source>
        <translation>Время здесь</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Память</translation>
    </message>
    <message>
        <source>{title} ({ticked} of {count} ticked)</source>
        <translation>{title} (отмечено {ticked} из {count})</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>неизвестна</translation>
    </message>
    <message numerus="yes">
        <source>needs sides of at least %n pixel(s)</source>
        <translation>
            <numerusform>нужны стороны не меньше %n пикселя</numerusform>
            <numerusform>нужны стороны не меньше %n пикселей</numerusform>
            <numerusform>нужны стороны не меньше %n пикселей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>needs at least %n frame(s)</source>
        <translation>
            <numerusform>нужно не меньше %n кадра</numerusform>
            <numerusform>нужно не меньше %n кадров</numerusform>
            <numerusform>нужно не меньше %n кадров</numerusform>
        </translation>
    </message>
    <message>
        <source>↑ higher is better</source>
        <translation>↑ больше — лучше</translation>
    </message>
    <message>
        <source>↓ lower is better</source>
        <translation>↓ меньше — лучше</translation>
    </message>
    <message>
        <source>describes only</source>
        <translation>только описывает</translation>
    </message>
</context>
<context>
    <name>MetricsPage</name>
    <message>
        <source>Metrics</source>
        <translation>Метрики</translation>
    </message>
    <message>
        <source>No metric fits the search. Change it, or choose “All metrics” beside it.</source>
        <translation>Ни одна метрика не подходит под поиск. Измените его или выберите рядом «Все метрики».</translation>
    </message>
    <message numerus="yes">
        <source>%n metric(s) shown</source>
        <translation>
            <numerusform>показана %n метрика</numerusform>
            <numerusform>показано %n метрики</numerusform>
            <numerusform>показано %n метрик</numerusform>
        </translation>
    </message>
    <message>
        <source>⚠ Nothing can be ticked. {said}</source>
        <translation>⚠ Отмечать нечего. {said}</translation>
    </message>
    <message>
        <source>Locked while this dataset runs. Cancel the run or wait for its end to tick other metrics.</source>
        <translation>Заблокировано на время расчёта этого набора. Чтобы отметить другие метрики, прервите расчёт или дождитесь его конца.</translation>
    </message>
</context>
<context>
    <name>MoveBar</name>
    <message>
        <source>Chosen files:</source>
        <translation>Выбранные:</translation>
    </message>
    <message>
        <source>M&amp;ove to…</source>
        <translation>Пере&amp;местить…</translation>
    </message>
    <message>
        <source>Compare the chosen files with another reference</source>
        <translation>Сравнивать выбранные файлы с другим эталоном</translation>
    </message>
    <message>
        <source>&amp;Leave out</source>
        <translation>Искл&amp;ючить</translation>
    </message>
    <message>
        <source>Do not score the chosen files</source>
        <translation>Не оценивать выбранные файлы</translation>
    </message>
    <message>
        <source>&amp;Without reference</source>
        <translation>Без &amp;эталона</translation>
    </message>
    <message>
        <source>Score the chosen files by themselves</source>
        <translation>Оценивать выбранные файлы сами по себе</translation>
    </message>
    <message>
        <source>&amp;Take back</source>
        <translation>Сброси&amp;ть</translation>
    </message>
    <message>
        <source>Let the chosen files go where names put them</source>
        <translation>Отнести выбранные файлы туда, куда их ставят имена</translation>
    </message>
</context>
<context>
    <name>MoveDialog</name>
    <message>
        <source>Move to a reference</source>
        <translation>Перемещение к эталону</translation>
    </message>
    <message numerus="yes">
        <source>Compare %n file(s) with:</source>
        <translation>
            <numerusform>Сравнивать %n файл с эталоном:</numerusform>
            <numerusform>Сравнивать %n файла с эталоном:</numerusform>
            <numerusform>Сравнивать %n файлов с эталоном:</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Reference:</source>
        <translation>&amp;Эталон:</translation>
    </message>
    <message>
        <source>References</source>
        <translation>Эталоны</translation>
    </message>
    <message>
        <source>Show &amp;all files, to make one of them a reference</source>
        <translation>Показать &amp;все файлы, чтобы сделать один из них эталоном</translation>
    </message>
</context>
<context>
    <name>NotesBook</name>
    <message>
        <source>a note on frame {frame}</source>
        <translation>заметку к кадру {frame}</translation>
    </message>
    <message>
        <source>the text of a note</source>
        <translation>текст заметки</translation>
    </message>
    <message>
        <source>the removal of a note</source>
        <translation>удаление заметки</translation>
    </message>
</context>
<context>
    <name>NotesModel</name>
    <message>
        <source>Frame</source>
        <translation>Кадр</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Заметка</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Файл</translation>
    </message>
</context>
<context>
    <name>NotesPanel</name>
    <message>
        <source>Note on the frame that is shown</source>
        <translation>Заметка к показанному кадру</translation>
    </message>
    <message>
        <source>What is to be seen here</source>
        <translation>Что здесь видно</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>Доб&amp;авить</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Изменить</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Edit the text of the note (F2)</source>
        <translation>Изменить текст заметки (F2)</translation>
    </message>
    <message>
        <source>Remove the note; it can be undone (Del)</source>
        <translation>Удалить заметку; это можно отменить (Del)</translation>
    </message>
    <message>
        <source>Notes on frames</source>
        <translation>Заметки к кадрам</translation>
    </message>
    <message>
        <source>There are no notes yet. A note stays with its frame, in the results; a star marks it on the curve.</source>
        <translation>Заметок пока нет. Заметка хранится вместе с кадром в результатах; на кривой её отмечает звёздочка.</translation>
    </message>
    <message>
        <source>Note on frame {frame}</source>
        <translation>Заметка к кадру {frame}</translation>
    </message>
    <message>
        <source>Note on the picture</source>
        <translation>Заметка к изображению</translation>
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
    <name>OpenMatters</name>
    <message>
        <source>Show on page &amp;Check</source>
        <translation>По&amp;казать на странице проверки</translation>
    </message>
    <message numerus="yes">
        <source>%Ln video(s) may be shifted: not decided yet</source>
        <translation>
            <numerusform>%Ln видео, возможно, сдвинуто: ещё не решено</numerusform>
            <numerusform>%Ln видео, возможно, сдвинуты: ещё не решено</numerusform>
            <numerusform>%Ln видео, возможно, сдвинуты: ещё не решено</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) cannot be scored</source>
        <translation>
            <numerusform>%Ln файл нельзя оценить</numerusform>
            <numerusform>%Ln файла нельзя оценить</numerusform>
            <numerusform>%Ln файлов нельзя оценить</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) not looked at yet</source>
        <translation>
            <numerusform>%Ln файл ещё не просмотрен</numerusform>
            <numerusform>%Ln файла ещё не просмотрены</numerusform>
            <numerusform>%Ln файлов ещё не просмотрены</numerusform>
        </translation>
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
        <source>Pictures and videos ({endings})</source>
        <translation>Изображения и видео ({endings})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Все файлы (*)</translation>
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
        <translation>автоматически</translation>
    </message>
    <message>
        <source>Compute on</source>
        <translation>Считать на</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Процессы</translation>
    </message>
    <message>
        <source>&amp;Like objective-metrics 1.2</source>
        <translation>&amp;Как objective-metrics 1.2</translation>
    </message>
    <message>
        <source>Compute everything &amp;anew</source>
        <translation>Пересчитать всё &amp;заново</translation>
    </message>
    <message>
        <source>CPU, cuda, cuda:0,cuda:1 or mps; automatic takes the fastest</source>
        <translation>CPU, cuda, cuda:0,cuda:1 или mps; автоматически — самое быстрое</translation>
    </message>
    <message>
        <source>How many programs score side by side</source>
        <translation>Сколько процессов считают одновременно</translation>
    </message>
    <message>
        <source>Reproduces the values of the older tool with its defects, for studies that are continued; such scores are kept apart from all others</source>
        <translation>Воспроизводит значения прежней программы вместе с её ошибками, чтобы продолжать начатые исследования; такие оценки хранятся отдельно от остальных</translation>
    </message>
    <message>
        <source>Puts the stored scores aside in a file and computes all of them again</source>
        <translation>Откладывает сохранённые оценки в отдельный файл и рассчитывает все заново</translation>
    </message>
    <message>
        <source>Device to compute on</source>
        <translation>Устройство для расчёта</translation>
    </message>
    <message>
        <source>Number of workers</source>
        <translation>Число процессов</translation>
    </message>
</context>
<context>
    <name>PageWords</name>
    <message>
        <source>The options are in use and locked until the run has ended.</source>
        <translation>Параметры используются и заблокированы до конца расчёта.</translation>
    </message>
    <message>
        <source>Waits for its turn; the tab Queue shows what is before it.</source>
        <translation>Ждёт своей очереди; что стоит перед ним, видно на вкладке «Очередь».</translation>
    </message>
    <message>
        <source>Everything that the dataset asks for is scored.</source>
        <translation>Всё, что задано в наборе данных, рассчитано.</translation>
    </message>
    <message>
        <source>Everything was tried. &apos;Start&apos; tries once more what could not be scored.</source>
        <translation>Всё было опробовано. «Начать» ещё раз попробует то, что не удалось рассчитать.</translation>
    </message>
    <message>
        <source>Part of it is scored; &apos;Start&apos; computes what is missing.</source>
        <translation>Часть уже рассчитана; «Начать» рассчитает недостающее.</translation>
    </message>
    <message>
        <source>It was changed since it was scored; &apos;Start&apos; computes what is missing.</source>
        <translation>После расчёта набор данных изменён; «Начать» рассчитает недостающее.</translation>
    </message>
    <message>
        <source>&apos;Start&apos; scores everything that the dataset asks for.</source>
        <translation>«Начать» рассчитает всё, что задано в наборе данных.</translation>
    </message>
    <message>
        <source>Scores so far are kept; &apos;Continue&apos; computes what is missing.</source>
        <translation>Готовые оценки сохранены; «Продолжить» рассчитает недостающие.</translation>
    </message>
    <message>
        <source>The engine waits and keeps its memory; &apos;Continue&apos; lets it go on.</source>
        <translation>Движок ждёт и держит занятую память; «Продолжить» возобновит расчёт.</translation>
    </message>
    <message>
        <source>The window can be closed; the run goes on and is found again.</source>
        <translation>Окно можно закрыть: расчёт продолжится, и окно снова его найдёт.</translation>
    </message>
    <message>
        <source>&amp;In hand</source>
        <translation>В ра&amp;боте</translation>
    </message>
    <message>
        <source>Pro&amp;blems</source>
        <translation>Проб&amp;лемы</translation>
    </message>
    <message>
        <source>Lo&amp;g</source>
        <translation>&amp;Журнал</translation>
    </message>
    <message>
        <source>&amp;Queue</source>
        <translation>Очеред&amp;ь</translation>
    </message>
    <message numerus="yes">
        <source>%n score(s) computed</source>
        <translation>
            <numerusform>рассчитана %n оценка</numerusform>
            <numerusform>рассчитано %n оценки</numerusform>
            <numerusform>рассчитано %n оценок</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kept from before</source>
        <translation>
            <numerusform>сохранена прежняя: %n</numerusform>
            <numerusform>сохранено прежних: %n</numerusform>
            <numerusform>сохранено прежних: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not possible</source>
        <translation>
            <numerusform>не удалась %n</numerusform>
            <numerusform>не удалось %n</numerusform>
            <numerusform>не удалось %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to be looked at</source>
        <translation>
            <numerusform>требует внимания %n</numerusform>
            <numerusform>требуют внимания %n</numerusform>
            <numerusform>требуют внимания %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PairsPage</name>
    <message>
        <source>The files are still being paired.</source>
        <translation>Файлы ещё сопоставляются.</translation>
    </message>
    <message>
        <source>Mend the rule first: what is wrong is said below it.</source>
        <translation>Сначала исправьте правило: под ним написано, что не так.</translation>
    </message>
    <message>
        <source>No file would be scored yet. Pair at least one.</source>
        <translation>Пока оценивать нечего. Сопоставьте хотя бы один файл.</translation>
    </message>
    <message>
        <source>Which file is compared with which reference?</source>
        <translation>Какой файл сравнивается с каким эталоном?</translation>
    </message>
    <message>
        <source>Take a &amp;proposal</source>
        <translation>Взять &amp;предложенное</translation>
    </message>
    <message>
        <source>Show b&amp;y example</source>
        <translation>Показать на пр&amp;имере</translation>
    </message>
    <message>
        <source>Write a r&amp;ule</source>
        <translation>Написать пр&amp;авило</translation>
    </message>
    <message>
        <source>Read a l&amp;ist of pairs</source>
        <translation>Прочитать спи&amp;сок пар</translation>
    </message>
    <message>
        <source>Keep the pairs as they were sa&amp;ved</source>
        <translation>Оставить сохранённые пар&amp;ы</translation>
    </message>
    <message>
        <source>Add &amp;new files</source>
        <translation>До&amp;бавить новые файлы</translation>
    </message>
    <message>
        <source>Pair files that came since the dataset was saved</source>
        <translation>Сопоставить файлы, появившиеся после сохранения набора данных</translation>
    </message>
    <message>
        <source>This dataset was made without a rule, so its pairs are kept exactly as they are. Choosing another way pairs all files of the folder anew: look at the groups before you save. Undo brings the saved pairs back.</source>
        <translation>Этот набор данных создан без правила, поэтому его пары остаются в точности такими, как есть. Если выбрать другой способ, все файлы папки сопоставятся заново: проверьте группы перед сохранением. «Отменить» вернёт сохранённые пары.</translation>
    </message>
    <message>
        <source>way of pairing</source>
        <translation>способ сопоставления</translation>
    </message>
    <message>
        <source>new files</source>
        <translation>новые файлы</translation>
    </message>
    <message>
        <source>Comparing the names of the files…</source>
        <translation>Сравнение имён файлов…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) more in the folder</source>
        <translation>
            <numerusform>ещё %Ln файл в папке</numerusform>
            <numerusform>ещё %Ln файла в папке</numerusform>
            <numerusform>ещё %Ln файлов в папке</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) replaced or edited ({names})</source>
        <translation>
            <numerusform>%Ln файл заменён или изменён ({names})</numerusform>
            <numerusform>%Ln файла заменены или изменены ({names})</numerusform>
            <numerusform>%Ln файлов заменены или изменены ({names})</numerusform>
        </translation>
    </message>
    <message>
        <source>Compared with the saved dataset: {news}.</source>
        <translation>По сравнению с сохранённым набором данных: {news}.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) no longer there ({names})</source>
        <translation>
            <numerusform>%Ln файл исчез ({names})</numerusform>
            <numerusform>%Ln файла исчезли ({names})</numerusform>
            <numerusform>%Ln файлов исчезли ({names})</numerusform>
        </translation>
    </message>
    <message>
        <source>{counts}. Why is said in the lists below the groups: {tabs}.</source>
        <translation>{counts}. Причины — в списках под группами: {tabs}.</translation>
    </message>
    <message numerus="yes">
        <source>And %Ln more.</source>
        <translation>
            <numerusform>И ещё %Ln.</numerusform>
            <numerusform>И ещё %Ln.</numerusform>
            <numerusform>И ещё %Ln.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PathList</name>
    <message>
        <source>Search</source>
        <translation>Поиск</translation>
    </message>
</context>
<context>
    <name>Picker</name>
    <message>
        <source>tick {what}</source>
        <translation>отметить {what}</translation>
    </message>
    <message>
        <source>untick {what}</source>
        <translation>снять отметку: {what}</translation>
    </message>
    <message>
        <source>preset {name}</source>
        <translation>пресет {name}</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancelled; fetching goes on where it stopped.</source>
        <translation>Прервано; загрузка продолжится с того же места.</translation>
    </message>
    <message numerus="yes">
        <source>%n metric(s)</source>
        <translation>
            <numerusform>%n метрику</numerusform>
            <numerusform>%n метрики</numerusform>
            <numerusform>%n метрик</numerusform>
        </translation>
    </message>
    <message>
        <source>Fetching failed: {reason}. {hint}</source>
        <translation>Загрузить не удалось: {reason}. {hint}</translation>
    </message>
    <message>
        <source>The catalogue has no metric of this name, so it is not computed.</source>
        <translation>Метрики с таким именем в каталоге нет, поэтому она не рассчитывается.</translation>
    </message>
    <message>
        <source>{name} was left out: {why}</source>
        <translation>{name} не отмечена: {why}</translation>
    </message>
</context>
<context>
    <name>PlacedView</name>
    <message>
        <source>Search in the groups</source>
        <translation>Поиск в группах</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Группы</translation>
    </message>
    <message>
        <source>No file is compared with a reference. Below is where the files are, and why.</source>
        <translation>Ни один файл не сравнивается с эталоном. Ниже показано, где файлы и почему.</translation>
    </message>
    <message>
        <source>Nothing fits the search.</source>
        <translation>Ничего не найдено.</translation>
    </message>
    <message>
        <source>move</source>
        <translation>перемещение</translation>
    </message>
    <message>
        <source>leave out</source>
        <translation>исключение</translation>
    </message>
    <message>
        <source>without reference</source>
        <translation>без эталона</translation>
    </message>
    <message>
        <source>take back</source>
        <translation>сброс</translation>
    </message>
</context>
<context>
    <name>PoolingBox</name>
    <message>
        <source>&amp;Pooling:</source>
        <translation>Св&amp;едение:</translation>
    </message>
    <message>
        <source>Pooling of frame scores</source>
        <translation>Сведение покадровых оценок</translation>
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
        <translation>Сохранение пресета</translation>
    </message>
    <message>
        <source>Name of the preset:</source>
        <translation>Имя пресета:</translation>
    </message>
    <message>
        <source>There is a preset “{name}” already. Replace it?</source>
        <translation>Пресет «{name}» уже есть. Заменить его?</translation>
    </message>
    <message>
        <source>Rename preset</source>
        <translation>Переименование пресета</translation>
    </message>
    <message>
        <source>New name:</source>
        <translation>Новое имя:</translation>
    </message>
    <message>
        <source>Delete the preset “{name}”? No ticks are changed.</source>
        <translation>Удалить пресет «{name}»? Отметки метрик не изменятся.</translation>
    </message>
    <message>
        <source>Your presets</source>
        <translation>Ваши пресеты</translation>
    </message>
    <message>
        <source>&amp;Save what is ticked as a preset…</source>
        <translation>Сохранить &amp;отмеченное как пресет…</translation>
    </message>
    <message>
        <source>Nothing is ticked yet: tick the metrics of the preset first.</source>
        <translation>Пока ничего не отмечено: сначала отметьте метрики набора.</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>Пере&amp;именовать</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Удалить</translation>
    </message>
    <message>
        <source>{name}…</source>
        <translation>{name}…</translation>
    </message>
    <message>
        <source>&amp;Fast classics</source>
        <translation>&amp;Быстрые классические</translation>
    </message>
    <message>
        <source>&amp;Codec comparison</source>
        <translation>Сравнение &amp;кодеков</translation>
    </message>
    <message>
        <source>&amp;Image restoration</source>
        <translation>&amp;Восстановление изображений</translation>
    </message>
    <message>
        <source>&amp;No reference</source>
        <translation>Без &amp;эталона</translation>
    </message>
    <message>
        <source>Describe the c&amp;ontent</source>
        <translation>О&amp;писание содержимого</translation>
    </message>
    <message>
        <source>&amp;All without weights</source>
        <translation>Вс&amp;е, которым не нужны веса</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Пресеты</translation>
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
    <name>ProblemWords</name>
    <message>
        <source>Press “Fetch” on the tab Metrics to try again, or bring the file with “Import” there.</source>
        <translation>Нажмите «Загрузить» на вкладке «Метрики», чтобы попробовать ещё раз, или добавьте файл там же через «Импорт».</translation>
    </message>
    <message>
        <source>Delete the file, then get the right one on the tab Metrics with “Fetch” or “Import”.</source>
        <translation>Удалите файл, затем получите правильный на вкладке «Метрики» через «Загрузить» или «Импорт».</translation>
    </message>
    <message>
        <source>Start omgui again. If that does not help, install it again.</source>
        <translation>Запустите omgui заново. Если это не поможет, переустановите его.</translation>
    </message>
    <message>
        <source>Get it on the tab Metrics with “Fetch” or “Import”.</source>
        <translation>Получите его на вкладке «Метрики» через «Загрузить» или «Импорт».</translation>
    </message>
    <message>
        <source>Offline mode is on. Start omgui without it to fetch the file, or bring the file with “Import” on the tab Metrics.</source>
        <translation>Включён автономный режим. Запустите omgui без него, чтобы загрузить файл, или добавьте файл через «Импорт» на вкладке «Метрики».</translation>
    </message>
    <message>
        <source>Get the file from its authors and bring it with “Import” on the tab Metrics.</source>
        <translation>Получите файл у авторов и добавьте его через «Импорт» на вкладке «Метрики».</translation>
    </message>
    <message>
        <source>Choose “automatic” or “CPU” for “Compute on” on the tab Run.</source>
        <translation>Выберите «автоматически» или «CPU» в поле «Считать на» на вкладке «Расчёт».</translation>
    </message>
    <message>
        <source>Delete its files of weights if it has any and get them again on the tab Metrics. If that does not help, install omgui again.</source>
        <translation>Удалите файлы весов метрики, если они есть, и получите их заново на вкладке «Метрики». Если это не поможет, переустановите omgui.</translation>
    </message>
</context>
<context>
    <name>ProblemsModel</name>
    <message>
        <source>Kind</source>
        <translation>Вид</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Файл</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Метрика</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Что не так</translation>
    </message>
    <message>
        <source>How to mend it</source>
        <translation>Как исправить</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n файл</numerusform>
            <numerusform>%n файла</numerusform>
            <numerusform>%n файлов</numerusform>
        </translation>
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
    <name>ProblemsPanel</name>
    <message>
        <source>No problems so far.</source>
        <translation>Пока проблем нет.</translation>
    </message>
    <message>
        <source>File, metric or words to look for</source>
        <translation>Файл, метрика или слова</translation>
    </message>
    <message>
        <source>{shown} of {all}</source>
        <translation>{shown} из {all}</translation>
    </message>
    <message>
        <source>Show all problems</source>
        <translation>Показать все проблемы</translation>
    </message>
    <message>
        <source>Take back the search and the choice of kinds</source>
        <translation>Отменить поиск и выбор видов проблем</translation>
    </message>
    <message>
        <source>Words to look for in the problems</source>
        <translation>Слова для поиска в проблемах</translation>
    </message>
    <message>
        <source>Which kinds of problems are shown</source>
        <translation>Какие виды проблем показаны</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>Все виды</translation>
    </message>
    <message>
        <source>Missing scores</source>
        <translation>Нет оценки</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Замечания</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Copy the chosen problems as text</source>
        <translation>Скопировать выбранные проблемы как текст</translation>
    </message>
    <message>
        <source>Show file</source>
        <translation>Показать файл</translation>
    </message>
    <message>
        <source>Show the file&apos;s folder in the system&apos;s own window</source>
        <translation>Показать папку файла в окне системы</translation>
    </message>
    <message>
        <source>Problems of the run</source>
        <translation>Проблемы расчёта</translation>
    </message>
    <message>
        <source>No problem fits the search.</source>
        <translation>Под условия поиска не подходит ни одна проблема.</translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Keep the table as it is</source>
        <translation>Оставить таблицу как есть</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Ход работы</translation>
    </message>
    <message>
        <source>Pooling the scores of frames…</source>
        <translation>Сведение покадровых оценок…</translation>
    </message>
    <message numerus="yes">
        <source>Reading… %n score(s)</source>
        <translation>
            <numerusform>Чтение… %n оценка</numerusform>
            <numerusform>Чтение… %n оценки</numerusform>
            <numerusform>Чтение… %n оценок</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProposalPanel</name>
    <message>
        <source>Proposals</source>
        <translation>Предложения</translation>
    </message>
    <message>
        <source>Comparing the names of the files…</source>
        <translation>Сравнение имён файлов…</translation>
    </message>
    <message>
        <source>Found in the names of the files; take what is right:</source>
        <translation>Найдено по именам файлов; выберите верное:</translation>
    </message>
    <message>
        <source>Nothing to propose yet: choose a folder with files first.</source>
        <translation>Предложить пока нечего: сначала выберите папку с файлами.</translation>
    </message>
    <message>
        <source>This looks like the public dataset {title}.</source>
        <translation>Похоже на открытый набор данных {title}.</translation>
    </message>
    <message>
        <source>The same, written as a rule:</source>
        <translation>То же в виде правила:</translation>
    </message>
    <message>
        <source>proposal</source>
        <translation>предложение</translation>
    </message>
</context>
<context>
    <name>QueueModel</name>
    <message>
        <source>Place</source>
        <translation>Место</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Набор данных</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>Метрики</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Рабочая папка</translation>
    </message>
    <message>
        <source>all of the dataset</source>
        <translation>все метрики набора</translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message>
        <source>Nothing waits. &apos;Start&apos; on the page of another dataset puts it here while one is running; datasets run one after the other.</source>
        <translation>Очередь пуста. Если во время расчёта нажать «Поставить в очередь» на странице другого набора, он встанет сюда; наборы рассчитываются по очереди.</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>В&amp;ыше</translation>
    </message>
    <message>
        <source>Move do&amp;wn</source>
        <translation>Н&amp;иже</translation>
    </message>
    <message>
        <source>Ta&amp;ke out</source>
        <translation>Искл&amp;ючить</translation>
    </message>
    <message>
        <source>Datasets that wait</source>
        <translation>Наборы данных в очереди</translation>
    </message>
</context>
<context>
    <name>QuickCompare</name>
    <message>
        <source>Add files to the comparison</source>
        <translation>Добавление файлов к сравнению</translation>
    </message>
    <message>
        <source>Pictures and videos ({endings})</source>
        <translation>Изображения и видео ({endings})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Все файлы (*)</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Сохранение…</translation>
    </message>
    <message>
        <source>A folder is left out: for whole folders there is “New Dataset”.</source>
        <translation>Папка не добавлена: для целых папок есть «Новый набор данных».</translation>
    </message>
    <message numerus="yes">
        <source>%n metric(s)</source>
        <translation>
            <numerusform>%n метрика</numerusform>
            <numerusform>%n метрики</numerusform>
            <numerusform>%n метрик</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) scored by themselves</source>
        <translation>
            <numerusform>%n файл без эталона</numerusform>
            <numerusform>%n файла без эталона</numerusform>
            <numerusform>%n файлов без эталона</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) compared with the reference</source>
        <translation>
            <numerusform>с эталоном сравнивается %n файл</numerusform>
            <numerusform>с эталоном сравниваются %n файла</numerusform>
            <numerusform>с эталоном сравниваются %n файлов</numerusform>
        </translation>
    </message>
    <message>
        <source>Ready: {files}, {metrics}.</source>
        <translation>Готово: {files}, {metrics}.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left out.</source>
        <translation>
            <numerusform>Не войдёт %n файл.</numerusform>
            <numerusform>Не войдут %n файла.</numerusform>
            <numerusform>Не войдут %n файлов.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) will get no score: see above.</source>
        <translation>
            <numerusform>%n файл не получит оценки: см. выше.</numerusform>
            <numerusform>%n файла не получат оценки: см. выше.</numerusform>
            <numerusform>%n файлов не получат оценки: см. выше.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>The catalogue has no metric of this name, so it is not computed.</source>
        <translation>Метрики с таким именем в каталоге нет, поэтому она не рассчитывается.</translation>
    </message>
    <message>
        <source>It stays in the file as long as it is ticked. Install the plug-in that brings it, or untick it.</source>
        <translation>Пока она отмечена, она остаётся в файле. Установите модуль, в котором она есть, или снимите отметку.</translation>
    </message>
    <message>
        <source>{count} of {seen} files looked at have a side shorter than {side} pixels; they will get no score.</source>
        <translation>У {count} из {seen} проверенных файлов есть сторона короче {side} пикселей; оценки у них не будет.</translation>
    </message>
    <message>
        <source>{count} of {seen} videos looked at have fewer than {frames} frames; they will get no score.</source>
        <translation>В {count} из {seen} проверенных видео меньше {frames} кадров; оценки у них не будет.</translation>
    </message>
    <message>
        <source>It scores videos, and this dataset has pictures.</source>
        <translation>Метрика оценивает видео, а в этом наборе данных изображения.</translation>
    </message>
    <message>
        <source>It scores pictures, and this dataset has videos.</source>
        <translation>Метрика оценивает изображения, а в этом наборе данных видео.</translation>
    </message>
    <message>
        <source>Tick it in a dataset of the other kind.</source>
        <translation>Отметьте её в наборе данных другого вида.</translation>
    </message>
    <message>
        <source>It compares with a reference, and this dataset has no pairs.</source>
        <translation>Метрика сравнивает с эталоном, а в этом наборе данных нет пар.</translation>
    </message>
    <message>
        <source>Make pairs on the Data tab with “Edit pairs…”.</source>
        <translation>Составьте пары: вкладка «Данные», «Изменить пары…».</translation>
    </message>
    <message>
        <source>It scores files by themselves, and this dataset lists none for that.</source>
        <translation>Метрика оценивает файлы без эталона, а в этом наборе данных таких файлов нет.</translation>
    </message>
    <message>
        <source>Save the dataset again from “Edit pairs…” on the Data tab to list them.</source>
        <translation>Чтобы добавить их, сохраните набор данных заново: вкладка «Данные», «Изменить пары…».</translation>
    </message>
    <message>
        <source>It is computed by ffmpeg with libvmaf: {fault}.</source>
        <translation>Её рассчитывает ffmpeg с libvmaf: {fault}.</translation>
    </message>
    <message>
        <source>The files are too small: it needs sides of at least {side} pixels.</source>
        <translation>Файлы слишком малы: стороны должны быть не меньше {side} пикселей.</translation>
    </message>
    <message>
        <source>Use larger files, or another metric.</source>
        <translation>Возьмите файлы крупнее или другую метрику.</translation>
    </message>
    <message>
        <source>The videos are too short: it needs at least {frames} frames.</source>
        <translation>Видео слишком коротки: нужно не меньше {frames} кадров.</translation>
    </message>
    <message>
        <source>Use longer videos, or another metric.</source>
        <translation>Возьмите видео длиннее или другую метрику.</translation>
    </message>
</context>
<context>
    <name>RecentModel</name>
    <message>
        <source>running: {name}</source>
        <translation>идёт расчёт: {name}</translation>
    </message>
    <message>
        <source>paused run: {name}</source>
        <translation>расчёт на паузе: {name}</translation>
    </message>
    <message>
        <source>unfinished run: {name}</source>
        <translation>расчёт не завершён: {name}</translation>
    </message>
</context>
<context>
    <name>RenameDialog</name>
    <message>
        <source>Rename the dataset {name}</source>
        <translation>Переименовать набор {name}</translation>
    </message>
    <message>
        <source>&amp;New name:</source>
        <translation>&amp;Новое имя:</translation>
    </message>
    <message>
        <source>The scores that it has stay where they are and belong to it as before. No image or video is touched.</source>
        <translation>Рассчитанные оценки остаются на месте и по-прежнему относятся к нему. Изображения и видео не затрагиваются.</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Переименовать</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
</context>
<context>
    <name>ResultsBar</name>
    <message>
        <source>Show the scores</source>
        <translation>Показать оценки</translation>
    </message>
    <message>
        <source>Goes to the tab Results</source>
        <translation>Переходит на вкладку «Результаты»</translation>
    </message>
    <message>
        <source>Open as CSV</source>
        <translation>Открыть CSV</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>Показать папку</translation>
    </message>
    <message>
        <source>Opens the file with the table of all scores</source>
        <translation>Открывает файл с таблицей всех оценок</translation>
    </message>
    <message>
        <source>Opens the folder of the results</source>
        <translation>Открывает папку с результатами</translation>
    </message>
</context>
<context>
    <name>ResultsPage</name>
    <message>
        <source>S&amp;aved views</source>
        <translation>С&amp;охранённые виды</translation>
    </message>
    <message>
        <source>Compare wi&amp;th…</source>
        <translation>Ср&amp;авнить с…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Попробовать ещё раз</translation>
    </message>
    <message>
        <source>This dataset has not been run yet: there are no scores to show.</source>
        <translation>Расчёт этого набора ещё не запускался: показывать нечего.</translation>
    </message>
    <message>
        <source>Go to the tab Run</source>
        <translation>Перейти на вкладку «Расчёт»</translation>
    </message>
</context>
<context>
    <name>RulePanel</name>
    <message>
        <source>On the left of the arrow the name of a distorted file, on the right that of its reference. A word in braces stands for a part that differs from file to file; the same word on both sides means the same text.
Example: {content}_{codec}_{crf}.mp4 -&gt; ref/{content}.mp4
(a|b) is one of several texts, [_{fps}fps] may be missing, * is anything.</source>
        <translation>Слева от стрелки — имя искажённого файла, справа — имя его эталона. Слово в фигурных скобках обозначает часть, которая меняется от файла к файлу; одно и то же слово с обеих сторон — один и тот же текст.
Пример: {content}_{codec}_{crf}.mp4 -&gt; ref/{content}.mp4
(a|b) — один из нескольких вариантов, [_{fps}fps] может отсутствовать, * — что угодно.</translation>
    </message>
    <message>
        <source>Rules, one a line</source>
        <translation>Правила, по одному в строке</translation>
    </message>
    <message>
        <source>&amp;Capital and small letters are the same</source>
        <translation>Не различать ре&amp;гистр букв</translation>
    </message>
    <message>
        <source>Use a regular e&amp;xpression (for experts)</source>
        <translation>Регулярное выра&amp;жение (для опытных)</translation>
    </message>
    <message>
        <source>Named groups are the fields, and the reference is written with them: (?P&lt;content&gt;\w+)_(?P&lt;crf&gt;\d+)\.mp4 leads to ref/{content}.mp4</source>
        <translation>Именованные группы — это поля, и имя эталона составляется из них: (?P&lt;content&gt;\w+)_(?P&lt;crf&gt;\d+)\.mp4 даёт ref/{content}.mp4</translation>
    </message>
    <message>
        <source>Regular expression of &amp;distorted files:</source>
        <translation>Регулярное выражение ис&amp;кажённых файлов:</translation>
    </message>
    <message>
        <source>Name of the re&amp;ference:</source>
        <translation>Имя эта&amp;лона:</translation>
    </message>
    <message>
        <source>rule</source>
        <translation>правило</translation>
    </message>
    <message>
        <source>capital and small letters</source>
        <translation>регистр букв</translation>
    </message>
    <message>
        <source>regular expression</source>
        <translation>регулярное выражение</translation>
    </message>
    <message>
        <source>Only on the right: {names}. There it means any text; write it on the left too where it should be the same.</source>
        <translation>Только справа: {names}. Там это любой текст; напишите и слева, если текст должен совпадать.</translation>
    </message>
    <message>
        <source>Line {line}:</source>
        <translation>Строка {line}:</translation>
    </message>
    <message>
        <source>Regular expression, character {number}:</source>
        <translation>Регулярное выражение, символ {number}:</translation>
    </message>
    <message>
        <source>Name of the reference, character {number}:</source>
        <translation>Имя эталона, символ {number}:</translation>
    </message>
</context>
<context>
    <name>RunButtons</name>
    <message>
        <source>Let the run rest after the frames in hand, or go on</source>
        <translation>Приостановить расчёт после текущих кадров или продолжить его</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>Прерв&amp;ать</translation>
    </message>
    <message>
        <source>End the run; what is scored is kept</source>
        <translation>Завершить расчёт; готовые оценки сохраняются</translation>
    </message>
    <message>
        <source>St&amp;op now</source>
        <translation>Завер&amp;шить сразу</translation>
    </message>
    <message>
        <source>End the engine by force; stored scores are kept</source>
        <translation>Завершить движок принудительно; записанные оценки сохраняются</translation>
    </message>
    <message>
        <source>Retr&amp;y failed</source>
        <translation>Повторить н&amp;еудачные</translation>
    </message>
    <message>
        <source>Try once more what could not be scored</source>
        <translation>Ещё раз попробовать то, что не удалось оценить</translation>
    </message>
    <message>
        <source>Con&amp;tinue</source>
        <translation>Продолжи&amp;ть</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>Па&amp;уза</translation>
    </message>
    <message>
        <source>Pu&amp;t in queue</source>
        <translation>Пос&amp;тавить в очередь</translation>
    </message>
    <message>
        <source>S&amp;tart</source>
        <translation>Нача&amp;ть</translation>
    </message>
</context>
<context>
    <name>RunPage</name>
    <message>
        <source>When finished</source>
        <translation>По окончании</translation>
    </message>
    <message>
        <source>What to do when the queue is finished</source>
        <translation>Что сделать, когда очередь закончится</translation>
    </message>
    <message>
        <source>do nothing</source>
        <translation>ничего не делать</translation>
    </message>
    <message>
        <source>notify me</source>
        <translation>сообщить мне</translation>
    </message>
    <message>
        <source>let the computer sleep</source>
        <translation>усыпить компьютер</translation>
    </message>
</context>
<context>
    <name>RunWords</name>
    <message>
        <source>Finished, with problems</source>
        <translation>Завершён с проблемами</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Запускается</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Идёт расчёт</translation>
    </message>
    <message>
        <source>Pausing</source>
        <translation>Приостанавливается</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Пауза</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>Прерывается</translation>
    </message>
    <message>
        <source>The engine does not answer</source>
        <translation>Движок не отвечает</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Завершён</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Прерван</translation>
    </message>
    <message>
        <source>Could not be finished</source>
        <translation>Не удалось завершить</translation>
    </message>
    <message>
        <source>The engine crashed</source>
        <translation>Сбой движка</translation>
    </message>
    <message>
        <source>{s} s</source>
        <translation>{s} с</translation>
    </message>
    <message>
        <source>{min} min {s} s</source>
        <translation>{min} мин {s} с</translation>
    </message>
    <message>
        <source>{h} h {min} min</source>
        <translation>{h} ч {min} мин</translation>
    </message>
    <message>
        <source>{n} GiB</source>
        <translation>{n} ГиБ</translation>
    </message>
    <message>
        <source>{n} MiB</source>
        <translation>{n} МиБ</translation>
    </message>
    <message>
        <source>This run was started by omgui {version}, which is newer: not everything it says is shown here. Its scores are not concerned.</source>
        <translation>Этот расчёт запущен более новой omgui {version}: здесь показано не всё, что она сообщает. На оценки это не влияет.</translation>
    </message>
    <message>
        <source>The program that scores ended without a word. Stored scores are kept; &apos;Continue&apos; computes what is missing.</source>
        <translation>Программа расчёта завершилась без объяснений. Записанные оценки сохранены; «Продолжить» рассчитает недостающие.</translation>
    </message>
    <message>
        <source>Nothing is lost: scores from before this run are kept in the file that ends in .before-fresh, and what was computed since is kept, too. &apos;Continue&apos; computes what is missing.</source>
        <translation>Ничего не потеряно: прежние оценки хранятся в файле с окончанием .before-fresh, а рассчитанное после этого тоже сохранено. «Продолжить» рассчитает недостающие.</translation>
    </message>
    <message>
        <source>Its last words:</source>
        <translation>Её последние сообщения:</translation>
    </message>
    <message>
        <source>The engine has given no sign of life for half a minute. Wait if the computer is very busy; &apos;Stop now&apos; ends it, and stored scores are kept.</source>
        <translation>Движок уже полминуты не подаёт признаков жизни. Если компьютер сильно загружен, подождите; «Завершить сразу» остановит движок, записанные оценки сохранятся.</translation>
    </message>
    <message>
        <source>The engine takes its time. &apos;Stop now&apos; ends it by force; stored scores are kept.</source>
        <translation>Движок медлит. «Завершить сразу» остановит его принудительно; записанные оценки сохранятся.</translation>
    </message>
</context>
<context>
    <name>SavePage</name>
    <message>
        <source>Name a folder for the results.</source>
        <translation>Укажите папку для результатов.</translation>
    </message>
    <message>
        <source>Another dataset has results of this name in this folder. Choose another folder of the results, or another name.</source>
        <translation>Результаты с таким именем в этой папке уже есть у другого набора. Выберите другую папку результатов или другое имя.</translation>
    </message>
    <message>
        <source>Choose a folder for the datasets.</source>
        <translation>Выберите папку для наборов данных.</translation>
    </message>
    <message>
        <source>What is the dataset called?</source>
        <translation>Как назвать набор данных?</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Имя:</translation>
    </message>
    <message>
        <source>Folder of all &amp;datasets:</source>
        <translation>Рабочая &amp;папка:</translation>
    </message>
    <message>
        <source>Folder of the res&amp;ults:</source>
        <translation>Папка рез&amp;ультатов:</translation>
    </message>
    <message>
        <source>Also score &amp;without reference:</source>
        <translation>Оценивать без &amp;эталона:</translation>
    </message>
    <message>
        <source>Metrics to begin with:</source>
        <translation>Метрики для начала:</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>Вы&amp;брать…</translation>
    </message>
    <message>
        <source>These files will be written, not before you press Save:</source>
        <translation>Эти файлы будут записаны, но не раньше, чем вы нажмёте «Сохранить»:</translation>
    </message>
    <message>
        <source>It becomes a new dataset; “{name}” stays as it is.</source>
        <translation>Это будет новый набор данных; «{name}» останется как есть.</translation>
    </message>
    <message>
        <source>Choose the folder of all datasets</source>
        <translation>Выберите рабочую папку</translation>
    </message>
</context>
<context>
    <name>ScoresModel</name>
    <message>
        <source>Frame</source>
        <translation>Кадр</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Время</translation>
    </message>
</context>
<context>
    <name>ScoresTable</name>
    <message>
        <source>Scores of the frames</source>
        <translation>Оценки кадров</translation>
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
    <message>
        <source>First the keys of the page in front, then those of the whole window.</source>
        <translation>Сначала клавиши открытой страницы, затем всего окна.</translation>
    </message>
    <message>
        <source>The tab Viewer has keys of its own: press ? there.</source>
        <translation>У вкладки «Просмотр» свои клавиши: нажмите там «?».</translation>
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
    <name>SpreadPlot</name>
    <message>
        <source>Histogram</source>
        <translation>Гистограмма</translation>
    </message>
    <message>
        <source>Share of frames up to a score</source>
        <translation>Доля кадров с оценкой не выше данной</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>Распределение</translation>
    </message>
    <message>
        <source>Distribution of the frame scores</source>
        <translation>Распределение покадровых оценок</translation>
    </message>
    <message>
        <source>Curves that are shown have their distribution here.</source>
        <translation>Здесь показано распределение нарисованных кривых.</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Кадры</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Доля</translation>
    </message>
</context>
<context>
    <name>StatePanel</name>
    <message>
        <source>Scores</source>
        <translation>Оценки</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Скорость</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Осталось</translation>
    </message>
    <message>
        <source>Time so far</source>
        <translation>Прошло</translation>
    </message>
    <message>
        <source>Computed on</source>
        <translation>Устройство</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Память</translation>
    </message>
    <message>
        <source>Progress of the dataset</source>
        <translation>Ход расчёта набора данных</translation>
    </message>
    <message>
        <source>What should be known about this run</source>
        <translation>Что нужно знать об этом расчёте</translation>
    </message>
    <message>
        <source>{n} % of the work</source>
        <translation>{n} % работы</translation>
    </message>
    <message>
        <source>{n} % of what was missing</source>
        <translation>{n} % недостававшего</translation>
    </message>
    <message>
        <source>{done} of {all}</source>
        <translation>{done} из {all}</translation>
    </message>
    <message>
        <source>{n} failed</source>
        <translation>не удалось: {n}</translation>
    </message>
    <message>
        <source>{n} frames/s</source>
        <translation>{n} кадр/с</translation>
    </message>
    <message>
        <source>estimating…</source>
        <translation>оценивается…</translation>
    </message>
    <message>
        <source>almost done</source>
        <translation>почти готово</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>около {time}</translation>
    </message>
    <message numerus="yes">
        <source>%n worker(s)</source>
        <translation>
            <numerusform>%n процесс</numerusform>
            <numerusform>%n процесса</numerusform>
            <numerusform>%n процессов</numerusform>
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
        <source>Stopping: {name}</source>
        <translation>Прерывается: {name}</translation>
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
    <name>Steps</name>
    <message>
        <source>1 Folder</source>
        <translation>1 Папка</translation>
    </message>
    <message>
        <source>2 Pairs</source>
        <translation>2 Пары</translation>
    </message>
    <message>
        <source>3 Check</source>
        <translation>3 Проверка</translation>
    </message>
    <message>
        <source>4 Save</source>
        <translation>4 Запись</translation>
    </message>
    <message>
        <source>Pages of the wizard</source>
        <translation>Страницы мастера</translation>
    </message>
</context>
<context>
    <name>StripPanel</name>
    <message>
        <source>Worst first by</source>
        <translation>Сначала худшие по</translation>
    </message>
    <message>
        <source>Metric that the strip is sorted by</source>
        <translation>Метрика, по которой упорядочена лента</translation>
    </message>
    <message>
        <source>Distorted versions of the picture</source>
        <translation>Искажённые варианты изображения</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n файл</numerusform>
            <numerusform>%n файла</numerusform>
            <numerusform>%n файлов</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SummaryWords</name>
    <message>
        <source>{metric}: no item has both scores.</source>
        <translation>{metric}: нет элементов с обеими оценками.</translation>
    </message>
    <message numerus="yes">
        <source>{metric}: mean difference {mean} over %n item(s)</source>
        <translation>
            <numerusform>{metric}: средняя разность {mean} по %n элементу</numerusform>
            <numerusform>{metric}: средняя разность {mean} по %n элементам</numerusform>
            <numerusform>{metric}: средняя разность {mean} по %n элементам</numerusform>
        </translation>
    </message>
    <message>
        <source>{up} higher, {down} lower, {equal} equal.</source>
        <translation>выше: {up}, ниже: {down}, равны: {equal}.</translation>
    </message>
    <message>
        <source>{up} better, {down} worse, {equal} equal.</source>
        <translation>лучше: {up}, хуже: {down}, равны: {equal}.</translation>
    </message>
</context>
<context>
    <name>TableMenu</name>
    <message>
        <source>Sort &amp;upwards</source>
        <translation>Сортировать по &amp;возрастанию</translation>
    </message>
    <message>
        <source>Sort &amp;downwards</source>
        <translation>Сортировать по &amp;убыванию</translation>
    </message>
    <message>
        <source>Then sort &amp;by this column</source>
        <translation>Затем по &amp;этому столбцу</translation>
    </message>
    <message>
        <source>D&amp;o not sort</source>
        <translation>&amp;Не сортировать</translation>
    </message>
    <message>
        <source>&amp;Hide this column</source>
        <translation>&amp;Скрыть этот столбец</translation>
    </message>
    <message>
        <source>Show the &amp;members</source>
        <translation>Показать со&amp;став группы</translation>
    </message>
    <message>
        <source>Show in &amp;viewer</source>
        <translation>Показать в &amp;просмотре</translation>
    </message>
    <message>
        <source>&amp;Copy for spreadsheets</source>
        <translation>&amp;Копировать для таблиц</translation>
    </message>
    <message>
        <source>Copy as Mar&amp;kdown</source>
        <translation>Копировать как &amp;Markdown</translation>
    </message>
    <message>
        <source>Copy as &amp;LaTeX</source>
        <translation>Копировать как &amp;LaTeX</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>пусто</translation>
    </message>
    <message>
        <source>&amp;Only “{value}”</source>
        <translation>&amp;Только «{value}»</translation>
    </message>
    <message>
        <source>&amp;All but “{value}”</source>
        <translation>Вс&amp;ё, кроме «{value}»</translation>
    </message>
    <message>
        <source>Only up to &amp;this</source>
        <translation>Только &amp;до этого</translation>
    </message>
    <message>
        <source>Only &amp;from this</source>
        <translation>Только &amp;от этого</translation>
    </message>
</context>
<context>
    <name>TablePanel</name>
    <message>
        <source>F&amp;ilter:</source>
        <translation>Ф&amp;ильтр:</translation>
    </message>
    <message>
        <source>Words of file names, and conditions: codec=x265, crf&gt;30, psnr&lt;30, file~expression, has:problem, is:partial; “-” before one turns it round. Ctrl+Space offers what can come next.</source>
        <translation>Слова из имён файлов и условия: codec=x265, crf&gt;30, psnr&lt;30, file~выражение, has:problem, is:partial; «-» перед условием обращает его. Ctrl+Пробел предлагает продолжение.</translation>
    </message>
    <message>
        <source>Filter of the rows</source>
        <translation>Фильтр строк</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Оценки</translation>
    </message>
    <message>
        <source>C&amp;lear filter</source>
        <translation>Сбросить фи&amp;льтр</translation>
    </message>
    <message>
        <source>&amp;Back to groups</source>
        <translation>На&amp;зад к группам</translation>
    </message>
    <message>
        <source>Sort again</source>
        <translation>Сортировать снова</translation>
    </message>
    <message>
        <source>Scores came since the rows were sorted, and rows kept their places.</source>
        <translation>После сортировки появились новые оценки, а строки остались на местах.</translation>
    </message>
    <message>
        <source>There are no items here.</source>
        <translation>Здесь нет элементов.</translation>
    </message>
    <message>
        <source>No item passes the filter.</source>
        <translation>Фильтру не соответствует ни один элемент.</translation>
    </message>
    <message>
        <source>Only the group {name}</source>
        <translation>Только группа {name}</translation>
    </message>
    <message>
        <source>filter not applied</source>
        <translation>фильтр не применён</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Поиск…</translation>
    </message>
</context>
<context>
    <name>TableTools</name>
    <message>
        <source>&amp;Columns…</source>
        <translation>Стол&amp;бцы…</translation>
    </message>
    <message>
        <source>C&amp;olours by rank</source>
        <translation>&amp;Цвет по рангу</translation>
    </message>
    <message>
        <source>Blue for the best scores of a column, orange for the worst</source>
        <translation>Синий — лучшие оценки столбца, оранжевый — худшие</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>&amp;Копировать</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>&amp;Экспорт…</translation>
    </message>
    <message>
        <source>For &amp;spreadsheets</source>
        <translation>Для &amp;таблиц</translation>
    </message>
    <message>
        <source>As &amp;Markdown</source>
        <translation>Как &amp;Markdown</translation>
    </message>
    <message>
        <source>As &amp;LaTeX</source>
        <translation>Как &amp;LaTeX</translation>
    </message>
    <message>
        <source>Written: {path}</source>
        <translation>Записано: {path}</translation>
    </message>
    <message numerus="yes">
        <source>All %n row(s) that are shown:</source>
        <translation>
            <numerusform>Показанная %n строка:</numerusform>
            <numerusform>Все %n показанные строки:</numerusform>
            <numerusform>Все %n показанных строк:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n selected row(s):</source>
        <translation>
            <numerusform>%n выбранная строка:</numerusform>
            <numerusform>%n выбранные строки:</numerusform>
            <numerusform>%n выбранных строк:</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>&amp;Группы</translation>
    </message>
    <message>
        <source>Put rows together that have the same values</source>
        <translation>Объединить строки с одинаковыми значениями</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Se&amp;arch:</source>
        <translation>На&amp;йти:</translation>
    </message>
    <message>
        <source>Sho&amp;w:</source>
        <translation>По&amp;казать:</translation>
    </message>
    <message>
        <source>Search metrics</source>
        <translation>Поиск метрик</translation>
    </message>
    <message>
        <source>name, title, paper, what it measures</source>
        <translation>имя, название, статья, что измеряет</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Очистить поиск</translation>
    </message>
    <message>
        <source>Which metrics are shown</source>
        <translation>Какие метрики показаны</translation>
    </message>
    <message>
        <source>All metrics</source>
        <translation>Все метрики</translation>
    </message>
    <message>
        <source>With reference</source>
        <translation>С эталоном</translation>
    </message>
    <message>
        <source>Without reference</source>
        <translation>Без эталона</translation>
    </message>
    <message>
        <source>Ticked</source>
        <translation>Отмеченные</translation>
    </message>
    <message>
        <source>Can run now</source>
        <translation>Готовые к расчёту</translation>
    </message>
    <message>
        <source>Need no checkpoint</source>
        <translation>Не требуют весов</translation>
    </message>
    <message>
        <source>&amp;Presets</source>
        <translation>Пресет&amp;ы</translation>
    </message>
    <message>
        <source>&amp;Tick all shown</source>
        <translation>О&amp;тметить показанные</translation>
    </message>
    <message>
        <source>&amp;Untick all shown</source>
        <translation>Сн&amp;ять с показанных</translation>
    </message>
</context>
<context>
    <name>Totals</name>
    <message numerus="yes">
        <source>%n metric(s) ticked</source>
        <translation>
            <numerusform>Отмечена %n метрика</numerusform>
            <numerusform>Отмечено %n метрики</numerusform>
            <numerusform>Отмечено %n метрик</numerusform>
        </translation>
    </message>
    <message>
        <source>Every score of these metrics is stored already.</source>
        <translation>Все оценки этих метрик уже сохранены.</translation>
    </message>
    <message>
        <source>Tick what is to be computed, or choose a preset.</source>
        <translation>Отметьте, что рассчитать, или выберите пресет.</translation>
    </message>
    <message numerus="yes">
        <source>%n score(s)</source>
        <translation>
            <numerusform>%n оценка</numerusform>
            <numerusform>%n оценки</numerusform>
            <numerusform>%n оценок</numerusform>
        </translation>
    </message>
    <message>
        <source>{scores}; looking at the files to tell the time…</source>
        <translation>{scores}; файлы проверяются, чтобы оценить время…</translation>
    </message>
    <message>
        <source>{scores}; the time is not known, as no file could be looked at</source>
        <translation>{scores}; время неизвестно: ни один файл не удалось проверить</translation>
    </message>
    <message>
        <source>time unknown</source>
        <translation>время неизвестно</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>около {time}</translation>
    </message>
    <message numerus="yes">
        <source>%n worker(s)</source>
        <translation>
            <numerusform>%n процесс</numerusform>
            <numerusform>%n процесса</numerusform>
            <numerusform>%n процессов</numerusform>
        </translation>
    </message>
    <message>
        <source>{scores}, {when} on {device} with {workers}, {memory} of memory</source>
        <translation>{scores}, {when} на {device}, {workers}, память {memory}</translation>
    </message>
    <message>
        <source>Ticked, but cannot run here: {names}.</source>
        <translation>Отмечены, но здесь их не рассчитать: {names}.</translation>
    </message>
    <message>
        <source>Checkpoints are missing for {names}.</source>
        <translation>Нет весов для {names}.</translation>
    </message>
    <message numerus="yes">
        <source>The models need {need}, and each worker on {device} has room for {room}: the files will be gone through %n time(s).</source>
        <translation>
            <numerusform>Моделям нужно {need}, а каждому процессу на {device} доступно {room}: файлы будут пройдены %n раз.</numerusform>
            <numerusform>Моделям нужно {need}, а каждому процессу на {device} доступно {room}: файлы будут пройдены %n раза.</numerusform>
            <numerusform>Моделям нужно {need}, а каждому процессу на {device} доступно {room}: файлы будут пройдены %n раз.</numerusform>
        </translation>
    </message>
    <message>
        <source>Too large for this room by themselves, and may fall back to smaller steps or to the CPU: {names}.</source>
        <translation>Сами по себе не помещаются в эту память и могут перейти на меньшие порции или на CPU: {names}.</translation>
    </message>
    <message>
        <source>This may need {need} of memory, and {free} are free. Close other programs, or choose fewer workers on the Run tab.</source>
        <translation>Может понадобиться {need} памяти, а свободно {free}. Закройте другие программы или уменьшите число процессов на вкладке «Расчёт».</translation>
    </message>
    <message>
        <source>Their speed is not known, which makes the time a guess: {names}.</source>
        <translation>Скорость неизвестна, поэтому время указано лишь приблизительно: {names}.</translation>
    </message>
    <message>
        <source>Pass {number}: {names}</source>
        <translation>Проход {number}: {names}</translation>
    </message>
</context>
<context>
    <name>UpdateBox</name>
    <message>
        <source>Newer versions</source>
        <translation>Новые версии</translation>
    </message>
    <message>
        <source>Ask once a &amp;day whether there is a newer version</source>
        <translation>Раз в &amp;день спрашивать, есть ли новая версия</translation>
    </message>
    <message>
        <source>&amp;Release feed:</source>
        <translation>Ад&amp;рес выпусков:</translation>
    </message>
    <message>
        <source>Only this address is asked, and only for the newest version. Nothing is sent along: not your version, nor who you are, nor what you do. Nothing is installed.</source>
        <translation>Запрос идёт только по этому адресу и только о новейшей версии. С ним не отправляется ничего: ни ваша версия, ни кто вы, ни что вы делаете. Ничего не устанавливается.</translation>
    </message>
    <message>
        <source>Offline mode is on, so nothing is asked.</source>
        <translation>Включён автономный режим, поэтому запросов нет.</translation>
    </message>
    <message>
        <source>This is not a web address that begins with https://.</source>
        <translation>Это не веб-адрес, который начинается с https://.</translation>
    </message>
    <message>
        <source>This copy of omgui names no address to ask. If you know a release feed, write its address here.</source>
        <translation>В этой копии omgui не указан адрес для запроса. Если вы знаете адрес выпусков, впишите его сюда.</translation>
    </message>
    <message>
        <source>the answer names no release</source>
        <translation>в ответе не назван выпуск</translation>
    </message>
    <message>
        <source>{when}: no answer: {reason}.</source>
        <translation>{when}: нет ответа: {reason}.</translation>
    </message>
    <message>
        <source>{when}: {version} is available.</source>
        <translation>{when}: доступна версия {version}.</translation>
    </message>
    <message>
        <source>{when}: there is no newer version.</source>
        <translation>{when}: новой версии нет.</translation>
    </message>
</context>
<context>
    <name>ViewerActions</name>
    <message>
        <source>Viewer</source>
        <translation>Просмотр</translation>
    </message>
    <message>
        <source>Next worst frame</source>
        <translation>Следующий из худших кадров</translation>
    </message>
    <message>
        <source>Next worst picture</source>
        <translation>Следующее из худших изображений</translation>
    </message>
    <message>
        <source>Worse frame before</source>
        <translation>Предыдущий, худший кадр</translation>
    </message>
    <message>
        <source>Worse picture before</source>
        <translation>Предыдущее, худшее изображение</translation>
    </message>
    <message>
        <source>Next file</source>
        <translation>Следующий файл</translation>
    </message>
    <message>
        <source>File before</source>
        <translation>Предыдущий файл</translation>
    </message>
    <message>
        <source>Go to a frame or a time</source>
        <translation>Перейти к кадру или времени</translation>
    </message>
    <message>
        <source>Write a note on the frame</source>
        <translation>Написать заметку к кадру</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>Все клавиши</translation>
    </message>
</context>
<context>
    <name>ViewerCursor</name>
    <message>
        <source>Type a frame such as 250, or a time such as 0:10.5.</source>
        <translation>Введите номер кадра, например 250, или время, например 0:10.5.</translation>
    </message>
    <message>
        <source>There is no frame {frame}: they go from {first} to {last}.</source>
        <translation>Кадра {frame} нет: номера идут от {first} до {last}.</translation>
    </message>
</context>
<context>
    <name>ViewerPage</name>
    <message>
        <source>Curves</source>
        <translation>Кривые</translation>
    </message>
    <message>
        <source>{metric} describes frames and does not judge them, so none is the worst. Choose another metric beside “Worst”.</source>
        <translation>{metric} описывает кадры и не судит о них, поэтому худших среди них нет. Выберите другую метрику рядом с «Худшие».</translation>
    </message>
    <message>
        <source>There are no frame scores yet that could say which frame is the worst.</source>
        <translation>Покадровых оценок, по которым можно найти худший кадр, пока нет.</translation>
    </message>
</context>
<context>
    <name>ViewerParts</name>
    <message>
        <source>Files</source>
        <translation>Файлы</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Оценки</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>Разброс</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Заметки</translation>
    </message>
    <message>
        <source>Lists beside the pictures</source>
        <translation>Списки рядом с кадрами</translation>
    </message>
</context>
<context>
    <name>ViewerShow</name>
    <message>
        <source>Reading the results…</source>
        <translation>Чтение результатов…</translation>
    </message>
    <message>
        <source>This dataset has nothing to show yet: add files and metrics first.</source>
        <translation>В этом наборе пока нечего показать: сначала добавьте файлы и метрики.</translation>
    </message>
    <message numerus="yes">
        <source>Of other references: %n selected row(s). Choose those references above.</source>
        <translation>
            <numerusform>К другим эталонам относится %n выбранная строка. Выберите эталон выше.</numerusform>
            <numerusform>К другим эталонам относятся %n выбранные строки. Выберите эталон выше.</numerusform>
            <numerusform>К другим эталонам относятся %n выбранных строк. Выберите эталон выше.</numerusform>
        </translation>
    </message>
    <message>
        <source>The file of this note is not in the dataset any more.</source>
        <translation>Файла этой заметки больше нет в наборе.</translation>
    </message>
</context>
<context>
    <name>ViewerTopBar</name>
    <message>
        <source>(files without reference)</source>
        <translation>(файлы без эталона)</translation>
    </message>
    <message>
        <source>{place} of {count}</source>
        <translation>{place} из {count}</translation>
    </message>
    <message>
        <source>Fi&amp;le</source>
        <translation>Фа&amp;йл</translation>
    </message>
    <message>
        <source>b&amp;y</source>
        <translation>по</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Эталон</translation>
    </message>
    <message>
        <source>File whose frames are shown</source>
        <translation>Файл, кадры которого показаны</translation>
    </message>
    <message>
        <source>Metric of the worst frames</source>
        <translation>Метрика худших кадров</translation>
    </message>
    <message>
        <source>Worst frames are those with the worst scores of this metric</source>
        <translation>Худшие кадры — те, у которых худшие оценки по этой метрике</translation>
    </message>
    <message>
        <source>Referen&amp;ce</source>
        <translation>&amp;Эталон</translation>
    </message>
    <message>
        <source>Wors&amp;t</source>
        <translation>&amp;Худшие</translation>
    </message>
    <message>
        <source>&amp;Jump to</source>
        <translation>&amp;Идти к</translation>
    </message>
    <message>
        <source>Metr&amp;ics</source>
        <translation>Ме&amp;трики</translation>
    </message>
    <message>
        <source>Metrics that are drawn</source>
        <translation>Рисуемые метрики</translation>
    </message>
    <message>
        <source>Choose the metrics whose curves are drawn</source>
        <translation>Выбрать метрики, кривые которых рисуются</translation>
    </message>
    <message>
        <source>Number of worst frames</source>
        <translation>Число худших кадров</translation>
    </message>
    <message>
        <source>So many worst frames are marked; near a bad one, less bad ones are left out</source>
        <translation>Столько худших кадров отмечается; менее плохие рядом с плохим пропускаются</translation>
    </message>
    <message>
        <source>Frame or time to go to</source>
        <translation>Кадр или время, к которому перейти</translation>
    </message>
    <message>
        <source>250 or 0:10.5</source>
        <translation>250 или 0:10.5</translation>
    </message>
</context>
<context>
    <name>ViewsMenu</name>
    <message>
        <source>Name of the view (filter, order, columns and groups are kept with the dataset; a view of this name is replaced):</source>
        <translation>Название вида (фильтр, порядок, столбцы и группы хранятся вместе с набором; вид с таким названием заменяется):</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>Сохранить вид</translation>
    </message>
    <message>
        <source>Save view “{name}”</source>
        <translation>Сохранение вида «{name}»</translation>
    </message>
    <message>
        <source>Rename view</source>
        <translation>Переименовать вид</translation>
    </message>
    <message>
        <source>New name:</source>
        <translation>Новое название:</translation>
    </message>
    <message>
        <source>Rename view “{name}”</source>
        <translation>Переименование вида «{name}»</translation>
    </message>
    <message>
        <source>Delete view “{name}”</source>
        <translation>Удаление вида «{name}»</translation>
    </message>
    <message>
        <source>&amp;Everything, as usual</source>
        <translation>&amp;Всё, как обычно</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>Сохранённые виды</translation>
    </message>
    <message>
        <source>&amp;Save this view…</source>
        <translation>&amp;Сохранить этот вид…</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Переименовать</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Удалить</translation>
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
    <name>WindowNotices</name>
    <message>
        <source>The run of {name} was broken off. What was scored is kept.</source>
        <translation>Расчёт {name} оборвался. Готовые оценки сохранены.</translation>
    </message>
    <message>
        <source>Sho&amp;w the Run</source>
        <translation>П&amp;оказать расчёт</translation>
    </message>
    <message>
        <source>The workspace {folder} is open. It has no dataset yet.</source>
        <translation>Рабочая папка {folder} открыта. Наборов данных в ней пока нет.</translation>
    </message>
    <message>
        <source>omgui ended unexpectedly last time. Your files and stored scores are not affected.</source>
        <translation>В прошлый раз omgui неожиданно завершился. Ваши файлы и сохранённые оценки не затронуты.</translation>
    </message>
    <message>
        <source>Copy Details</source>
        <translation>Скопировать подробности</translation>
    </message>
    <message>
        <source>Open Log Folder</source>
        <translation>Открыть папку журнала</translation>
    </message>
    <message>
        <source>The error of a moment ago happens again and again. Start omgui again.</source>
        <translation>Только что показанная ошибка повторяется снова и снова. Запустите omgui заново.</translation>
    </message>
    <message>
        <source>omgui {newer} is available. You have {own}.</source>
        <translation>Доступен omgui {newer}. У вас {own}.</translation>
    </message>
    <message>
        <source>Show Its Page</source>
        <translation>Показать страницу</translation>
    </message>
    <message>
        <source>The workspace {folder} cannot be read any more: {reason}.</source>
        <translation>Рабочую папку {folder} больше не удаётся прочитать: {reason}.</translation>
    </message>
    <message>
        <source>This system has no program that opens {path}.</source>
        <translation>В системе нет программы, которая открывает {path}.</translation>
    </message>
    <message>
        <source>Cop&amp;y Path</source>
        <translation>С&amp;копировать путь</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Not in the catalogue (kept as the file says)</source>
        <translation>Нет в каталоге (остаются как в файле)</translation>
    </message>
    <message>
        <source>Features instead of scores</source>
        <translation>Признаки вместо оценок</translation>
    </message>
    <message>
        <source>With reference</source>
        <translation>С эталоном</translation>
    </message>
    <message>
        <source>Without reference</source>
        <translation>Без эталона</translation>
    </message>
    <message>
        <source>pictures and frames</source>
        <translation>изображения и кадры</translation>
    </message>
    <message>
        <source>videos as a whole</source>
        <translation>видео целиком</translation>
    </message>
    <message>
        <source>{kind} · {media} · {family}</source>
        <translation>{kind} · {media} · {family}</translation>
    </message>
    <message>
        <source>classic formulas</source>
        <translation>классические формулы</translation>
    </message>
    <message>
        <source>statistics of natural scenes</source>
        <translation>статистика естественных сцен</translation>
    </message>
    <message>
        <source>learned from people&apos;s ratings</source>
        <translation>обученные на оценках людей</translation>
    </message>
    <message>
        <source>aesthetics</source>
        <translation>эстетика</translation>
    </message>
    <message>
        <source>faces</source>
        <translation>лица</translation>
    </message>
    <message>
        <source>special purpose</source>
        <translation>специальные</translation>
    </message>
    <message>
        <source>other versions and training data</source>
        <translation>другие версии и обучающие данные</translation>
    </message>
    <message>
        <source>describes the content</source>
        <translation>описание содержимого</translation>
    </message>
    <message>
        <source>↑ higher</source>
        <translation>↑ больше</translation>
    </message>
    <message>
        <source>↓ lower</source>
        <translation>↓ меньше</translation>
    </message>
    <message>
        <source>– neither</source>
        <translation>– всё равно</translation>
    </message>
    <message numerus="yes">
        <source>%n number(s)</source>
        <translation>
            <numerusform>%n число</numerusform>
            <numerusform>%n числа</numerusform>
            <numerusform>%n чисел</numerusform>
        </translation>
    </message>
    <message>
        <source>each picture or frame by itself</source>
        <translation>каждое изображение или кадр отдельно</translation>
    </message>
    <message>
        <source>each frame and the one before it</source>
        <translation>каждый кадр и предыдущий</translation>
    </message>
    <message>
        <source>the clip as a whole; one score</source>
        <translation>клип целиком; одна оценка</translation>
    </message>
    <message>
        <source>the video file as a whole</source>
        <translation>видеофайл целиком</translation>
    </message>
    <message>
        <source>fetching {percent} %</source>
        <translation>загрузка {percent}&#xa0;%</translation>
    </message>
    <message>
        <source>{size} to fetch</source>
        <translation>нет ({size})</translation>
    </message>
    <message>
        <source>none needed</source>
        <translation>не нужны</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>проверка…</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>готовы</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>waiting to be fetched</source>
        <translation>ждут загрузки</translation>
    </message>
    <message>
        <source>fetching</source>
        <translation>загрузка</translation>
    </message>
    <message>
        <source>not the official file</source>
        <translation>неофициальный файл</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>не удалось</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>н/д</translation>
    </message>
    <message>
        <source>{time}, measured</source>
        <translation>{time}, измерено</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>около {time}</translation>
    </message>
    <message>
        <source>Measured by earlier runs of this dataset on this device.</source>
        <translation>Измерено при прежних расчётах этого набора данных на этом устройстве.</translation>
    </message>
    <message>
        <source>Estimated for this CPU from measured figures and the sizes of some of the files; it may be half or double. Decoding comes on top, once for all metrics.</source>
        <translation>Прогноз для этого процессора по измеренным значениям и размерам части файлов; возможна ошибка вдвое в обе стороны. К этому добавится декодирование, одно на все метрики.</translation>
    </message>
    <message>
        <source>Nobody has measured it on a device like this one.</source>
        <translation>На таком устройстве её ещё никто не измерял.</translation>
    </message>
    <message>
        <source>ticked</source>
        <translation>отмечена</translation>
    </message>
    <message>
        <source>not ticked</source>
        <translation>не отмечена</translation>
    </message>
    <message>
        <source>cannot be ticked</source>
        <translation>нельзя отметить</translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation>
            <numerusform>%n кадр</numerusform>
            <numerusform>%n кадра</numerusform>
            <numerusform>%n кадров</numerusform>
        </translation>
    </message>
    <message>
        <source>{rate} fps</source>
        <translation>{rate} к/с</translation>
    </message>
    <message>
        <source>its name says so</source>
        <translation>на это указывает имя</translation>
    </message>
    <message>
        <source>the name of its folder says so</source>
        <translation>на это указывает имя папки</translation>
    </message>
    <message>
        <source>the names of all others begin with its name</source>
        <translation>с его имени начинаются имена всех остальных</translation>
    </message>
    <message>
        <source>only its format is lossless</source>
        <translation>только он в формате без потерь</translation>
    </message>
    <message>
        <source>it has the most data</source>
        <translation>в нём больше всего данных</translation>
    </message>
    <message>
        <source>it is the first; please check</source>
        <translation>он первый; проверьте</translation>
    </message>
    <message>
        <source>Frame by frame</source>
        <translation>Кадр к кадру</translation>
    </message>
    <message>
        <source>Each frame repeated</source>
        <translation>Каждый кадр повторяется</translation>
    </message>
    <message>
        <source>Last frame repeated at the end</source>
        <translation>В конце повторяется последний кадр</translation>
    </message>
    <message>
        <source>Looking into it…</source>
        <translation>Проверяется…</translation>
    </message>
    <message>
        <source>It stays in the dataset, and will get no score as it is.</source>
        <translation>Он останется в наборе данных, но в таком виде оценки не получит.</translation>
    </message>
    <message>
        <source>It will not be part of the dataset.</source>
        <translation>В набор данных он не войдёт.</translation>
    </message>
    <message>
        <source>The reference</source>
        <translation>Эталон</translation>
    </message>
    <message>
        <source>Proposed as the reference: {why}</source>
        <translation>Предложен как эталон: {why}</translation>
    </message>
    <message>
        <source>Scored by itself</source>
        <translation>Оценивается без эталона</translation>
    </message>
    <message>
        <source>Of another kind</source>
        <translation>Другого вида</translation>
    </message>
    <message>
        <source>Compared with the reference</source>
        <translation>Сравнивается с эталоном</translation>
    </message>
    <message>
        <source>Where this is wrong, save and choose “Edit Pairs…” to pair otherwise.</source>
        <translation>Если это неверно, сохраните набор и выберите «Изменить пары…», чтобы сопоставить иначе.</translation>
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
        <source>Compared with a reference: %n file(s)</source>
        <translation>
            <numerusform>Сравнивается с эталоном: %n файл</numerusform>
            <numerusform>Сравниваются с эталоном: %n файла</numerusform>
            <numerusform>Сравниваются с эталоном: %n файлов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For metrics without reference: %n file(s)</source>
        <translation>
            <numerusform>Для метрик без эталона: %n файл</numerusform>
            <numerusform>Для метрик без эталона: %n файла</numerusform>
            <numerusform>Для метрик без эталона: %n файлов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{files}, %n of them in no pair</source>
        <translation>
            <numerusform>{files}, из них %n ни в одной паре</numerusform>
            <numerusform>{files}, из них %n ни в одной паре</numerusform>
            <numerusform>{files}, из них %n ни в одной паре</numerusform>
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
        <source>{mode}, offset {frames}</source>
        <translation>{mode}, сдвиг {frames}</translation>
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
    <name>Writing</name>
    <message>
        <source>Saving…</source>
        <translation>Сохранение…</translation>
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
    <message>
        <source>stopping…</source>
        <translation>прерывается…</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>пауза</translation>
    </message>
</context>
<context>
    <name>wizard</name>
    <message>
        <source>The names are those of the public dataset {word}.</source>
        <translation>Такие имена у открытого набора данных {word}.</translation>
    </message>
    <message>
        <source>The folder “{word}” holds the references.</source>
        <translation>Эталоны лежат в папке «{word}».</translation>
    </message>
    <message>
        <source>“{word}” in the name marks the references.</source>
        <translation>Эталоны помечены в имени как «{word}».</translation>
    </message>
    <message>
        <source>Names of distorted files begin with the name of their reference.</source>
        <translation>Имена искажённых файлов начинаются с имени их эталона.</translation>
    </message>
    <message>
        <source>References have the highest frame rate, {word} frames per second.</source>
        <translation>У эталонов самая высокая частота кадров: {word} кадр/с.</translation>
    </message>
    <message>
        <source>“{word}” in the name marks files that were left as they were.</source>
        <translation>«{word}» в имени помечает файлы без изменений.</translation>
    </message>
    <message>
        <source>Names in “{word}” come back in the other folders.</source>
        <translation>Имена из «{word}» повторяются в других папках.</translation>
    </message>
    <message>
        <source>There are no references: every file is scored by itself.</source>
        <translation>Эталонов нет: каждый файл оценивается сам по себе.</translation>
    </message>
    <message>
        <source>very likely</source>
        <translation>очень вероятно</translation>
    </message>
    <message>
        <source>likely</source>
        <translation>вероятно</translation>
    </message>
    <message>
        <source>possible</source>
        <translation>возможно</translation>
    </message>
    <message>
        <source>Its name does not fit what pairs the others.</source>
        <translation>Его имя не подходит под правило для остальных.</translation>
    </message>
    <message>
        <source>No line of the list names a pair of it.</source>
        <translation>Ни одна строка списка не называет пару с ним.</translation>
    </message>
    <message>
        <source>It fits several references: {named}</source>
        <translation>Подходит нескольким эталонам: {named}</translation>
    </message>
    <message>
        <source>It and {named} would be the reference of each other.</source>
        <translation>Он и {named} оказались бы эталонами друг друга.</translation>
    </message>
    <message>
        <source>No distorted file belongs to it.</source>
        <translation>К нему не относится ни один искажённый файл.</translation>
    </message>
    <message>
        <source>You left it out.</source>
        <translation>Вы его исключили.</translation>
    </message>
    <message>
        <source>You moved its reference {named} elsewhere.</source>
        <translation>Вы переместили его эталон {named}.</translation>
    </message>
    <message>
        <source>The dataset was saved without it.</source>
        <translation>Набор данных сохранён без него.</translation>
    </message>
    <message>
        <source>Nothing says yet which reference it belongs to.</source>
        <translation>Пока ничто не указывает, к какому эталону он относится.</translation>
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
        <source>one to one</source>
        <translation>один к одному</translation>
    </message>
    <message>
        <source>each repeated</source>
        <translation>каждый повторён</translation>
    </message>
    <message>
        <source>last repeated</source>
        <translation>последний повторён</translation>
    </message>
    <message>
        <source>You chose it.</source>
        <translation>Это выбрали вы.</translation>
    </message>
    <message>
        <source>The rule says so.</source>
        <translation>Так говорит правило.</translation>
    </message>
    <message>
        <source>The dataset was saved like this.</source>
        <translation>Так сохранён набор данных.</translation>
    </message>
    <message>
        <source>The frame rates in the names say so.</source>
        <translation>На это указывают частоты кадров в именах.</translation>
    </message>
    <message>
        <source>The files were not looked at yet.</source>
        <translation>Файлы ещё не проверены.</translation>
    </message>
    <message>
        <source>It cannot be scored, so no frames are matched.</source>
        <translation>Его нельзя оценить, поэтому кадры не сопоставляются.</translation>
    </message>
    <message>
        <source>Cannot be scored</source>
        <translation>Нельзя оценить</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>Проверьте</translation>
    </message>
    <message>
        <source>Good to know</source>
        <translation>К сведению</translation>
    </message>
    <message>
        <source>turned by {angle}°</source>
        <translation>повёрнуто на {angle}°</translation>
    </message>
    <message>
        <source>pixels {ratio}:1</source>
        <translation>пиксели {ratio}:1</translation>
    </message>
</context>
</TS>
