import type { Phrases } from './phrases.ts';

export const es: Phrases = {
  quoted: '«{section}»',
  comma: ', ',
  angles: [
    [
      'Qué significa el nombre',
      'Lo que promete el título',
      'Lo que le pertenece y lo que no',
      'Un primer ejemplo para mirar',
    ],
    ['Por qué se aprende', 'A quién ayuda', 'Qué faltaría sin ello', 'Qué pide a quien empieza'],
    [
      'Sus palabras',
      'Palabras que cada cual usa a su manera',
      'Palabras que solo existen aquí',
      'Cómo se escribe una definición',
    ],
    ['Sus partes', 'El conjunto visto desde arriba', 'Qué parte depende de cuál', 'Por dónde empezar'],
    ['Cómo llegó a ser', 'Quién lo necesitó primero', 'Qué cambió por el camino', 'Dónde está hoy'],
    [
      'Cómo se hace',
      'Los pasos habituales en orden',
      'Las herramientas y para qué sirven',
      'Cómo se comprueba el resultado',
    ],
    ['Un caso trabajado', 'La elección de un caso', 'El trabajo paso a paso', 'Una mirada atrás al caso'],
    ['Los errores', 'Errores de principiantes', 'Errores de gente con experiencia', 'Cómo se nota un error'],
    ['Los límites', 'Lo que no puede responder', 'Para qué no debe usarse', 'Discusiones abiertas'],
    [
      'Sus vecinos',
      'Lo que toma de otros campos',
      'Lo que otros campos toman de aquí',
      'Por dónde pasan las fronteras',
    ],
    ['La práctica', 'Pequeños ejercicios para cada día', 'Un trabajo más largo', 'Cómo medir el avance'],
    [
      'Juicio y servicio',
      'Distinguir el buen trabajo del malo',
      'Servir a otros con lo aprendido',
      'Enseñarlo a otra persona',
    ],
  ],
  brief: '«{section}»: preguntas sobre «{title}».',
  bare: [
    'El catálogo no tiene apuntes sobre «{section}»: lo que aquí se lee acerca de «{title}» es un marco de preguntas, no una lección.',
    'Para «{section}» el catálogo de «{title}» no da apuntes, de modo que este texto pregunta y no enseña.',
  ],
  ask: [
    '¿Qué sabes ya sobre «{section}» y quién te lo enseñó?',
    '¿Qué palabra de «{section}» tendrías que explicar primero a un amigo?',
    '¿Qué perdería «{title}» si nadie preguntara por «{section}»?',
    '¿Dónde podrías encontrar una fuente fiable sobre «{section}»?',
    '¿Qué ejemplo de tu propia vida cabe bajo «{section}»?',
    '¿Qué tiene que ver «{section}» con «{chapter}»?',
    '¿Quién podría no estar de acuerdo con tu primera idea sobre «{section}», y por qué?',
    '¿En qué notarías que has entendido «{section}»?',
  ],
  ignition: [
    'Antes de leer «{chapter}», escribe lo que esperas encontrar ahí.',
    '¿Qué le preguntarías a quien lleva años trabajando en «{section}»?',
    '¿Por qué podría importarle «{section}» a una persona que conoces?',
  ],
  download: [
    '«{chapter}» sigue este orden: {list}.',
    'Lee «{section}» una vez deprisa y otra despacio.',
    'Anota en «{section}» qué se afirma y qué solo se pregunta.',
  ],
  demonstration: [
    'Toma un ejemplo de «{chapter}» y recórrelo en papel, paso a paso.',
    'Di primero qué te da «{section}» y después qué deja abierto.',
    'Muestra con un caso tuyo de qué trata «{section}».',
  ],
  activation: [
    'Ahora haz algo tú con «{chapter}».',
    'Escribe cinco frases propias sobre «{section}».',
    'Dibuja «{section}» y pon nombre a sus partes.',
  ],
  reflection: [
    '¿Qué te ha mostrado «{chapter}» que antes no veías?',
    '¿Qué opinión tuya te pide revisar «{section}»?',
    '¿De qué sigues sin estar seguro en «{section}»?',
  ],
  commission: [
    'Antes de mañana por la noche, usa algo de «{chapter}» para bien de otra persona.',
    'Cuéntale a alguien de qué trata «{section}» y escucha su respuesta.',
    'Escribe un paso que para ti se sigue de «{section}».',
  ],
  summary: ['«{chapter}» ha llevado desde «{first}» hasta «{last}».', '¿Qué debería quedarte de «{section}»?'],
  objectives: [
    'Explicar «{section}» con tus propias palabras.',
    'Dar un ejemplo de «{section}».',
    'Decir qué deja abierto «{section}».',
  ],
  says: '«{section}» dice:',
  begins: '¿Con qué idea empieza «{section}»?',
  ends: '¿Con qué idea termina «{section}»?',
  gap: 'Completa el hueco de «{section}»:',
  means: '¿Qué significa «{term}» en «{section}»?',
  open: [
    [
      'Escribe tres preguntas sobre «{section}» que tengan una sola respuesta correcta.',
      'Las buenas preguntas sobre «{section}» se pueden comprobar: indica para cada una la fuente que la responde.',
    ],
    [
      'Explica «{section}» a un niño en cuatro frases.',
      'Para «{section}» no hay una única formulación correcta: cuentan tus palabras, y cada afirmación necesita una razón.',
    ],
    [
      'Busca dos fuentes sobre «{section}» y compáralas.',
      'Indica sobre «{section}» en qué coinciden las dos, en qué difieren y en cuál confías más.',
    ],
  ],
  discuss: [
    '¿Qué se perdería si nadie enseñara ya «{section}»?',
    '¿En qué pueden discrepar personas de buena voluntad sobre «{section}»?',
    '¿Cómo cambia «{chapter}» nuestra manera de tratar a los demás?',
  ],
  scripture: [
    'Lee este pasaje junto a «{chapter}». ¿Qué pide a quienes aprenden?',
    '¿Dónde se encuentra este pasaje con lo que haces en «{chapter}»?',
  ],
};
